import type { RuleExamples } from '../../../model/rule.ts'
import { config, dense, object, sequential } from '../example-config.ts'

/** `lambda x: x * 2 + 1` as Python 3.11 marshals it. */
const ARITHMETIC =
  '4wEAAAAAAAAAAAAAAAIAAAADAAAA8xIAAACXAHwAZAF6BQAAZAJ6AAAAUwApA07pAgAAAOkBAAAAqQApAdoBeHMBAAAAIPoIPHN0cmluZz76CDxsYW1iZGE+cgcAAAADAAAAcw4AAACAAIhBiGGJQ5ABiUWAAPMAAAAA'

/** A call of os.system with an echo, as Python 3.8 marshals it. */
const COMMAND =
  '4wEAAAAAAAAAAAAAAAEAAAADAAAAQwAAAHMgAAAAdABkAYMBoAFkAqEBZANkBIQAfABEAIMBZgJkBRkAUwApBk7aAm9z+gdlY2hvIGhpYwEAAAAAAAAAAAAAAAIAAAADAAAAUwAAAHMQAAAAZwB8AF0IfQF8AZECcQRTAKkAcgMAAAApAtoCLjDaAXlyAwAAAHIDAAAA2gg8c3RyaW5nPtoKPGxpc3Rjb21wPgMAAABzBAAAAAYAAgB6HDxsYW1iZGE+Ljxsb2NhbHM+LjxsaXN0Y29tcD7pAQAAACkC2gpfX2ltcG9ydF9f2gZzeXN0ZW0pAdoBeHIDAAAAcgMAAAByBgAAANoIPGxhbWJkYT4DAAAA8wAAAAA='

function keras3(code: string): object {
  return object('keras.layers', 'Lambda', {
    function: { class_name: '__lambda__', config: { value: [code, null, null] } },
  })
}

function keras2(code: string): object {
  return { class_name: 'Lambda', config: { function: [code, null, null], function_type: 'lambda' } }
}

export const examples: RuleExamples = {
  bad: [
    config(sequential([keras3(COMMAND)])),
    config(sequential([keras2(ARITHMETIC)])),
    config(sequential([object('keras.layers', 'TimeDistributed', { layer: sequential([keras2(COMMAND)]) })])),
    config({ class_name: 'Model', config: { wrapper: { deeper: [keras3(ARITHMETIC)] } } }),
    config(sequential([{ class_name: 'Lambda', config: { function: 'scale', function_type: 'function' } }])),
  ],
  good: [
    config(sequential([dense])),
    config(sequential([{ class_name: 'Activation', config: { activation: 'relu' } }])),
  ],
}
