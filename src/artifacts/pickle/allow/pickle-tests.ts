import type { Contract } from '../contract.ts'
import { anyState, listed, takesAny } from './behaviour.ts'

/** Literals, and values of the same test's other classes. */
const value = { call: takesAny(), build: anyState, extend: (): undefined => undefined }

/**
 * Value classes of CPython's own tests of pickling, which are published as sample pickles.
 * Their constructors keep what they are given; the rest of the `test` package starts processes.
 */
export const pickleTests: readonly Contract[] = listed(
  'pickle-tests',
  {
    'test.pickletester': `C ComplexNewObj ComplexNewObjEx Object K REX_one REX_two REX_three REX_four REX_five REX_six REX_seven
      SimpleNewObj BadGetattr MyInt MyLong MyFloat MyComplex MyStr MyUnicode MyBytes MyByteArray MyTuple MyList
      MyDict MySet MyFrozenSet myint myclass initarg use_metaclass ZeroCopyBytes ZeroCopyBytearray
      ZeroCopyBytes._reassemble ZeroCopyBytearray._reassemble Nested Nested.A Nested.A.B Nested.A.B.C PyMethodsTest`,
  },
  value,
)
