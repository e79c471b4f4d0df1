import * as components from './components.ts'
import * as compositions from './compositions.ts'
import * as document from './document.ts'
import * as identity from './identity.ts'
import * as references from './references.ts'
import type { SemanticRule } from './rule.ts'

/** What is checked beyond the schema. */
export const semanticRules: readonly SemanticRule[] = [
  document.serialNumber,
  document.undatedDocument,
  document.missingSubject,
  references.danglingReference,
  references.duplicateReference,
  references.referenceLikeLink,
  references.missingReference,
  references.selfDependency,
  references.repeatedDependency,
  references.unstatedDependencies,
  references.danglingPointer,
  compositions.emptyComposition,
  compositions.contradictoryComposition,
  components.modelCardOnWrongType,
  components.dataOnWrongType,
  components.hashOfExternalModel,
  components.externalSubject,
  components.namelessComponent,
  components.movingVersion,
  components.duplicateComponent,
  components.invalidLicense,
  identity.hashLength,
  identity.commitAsHash,
  identity.invalidPurl,
  identity.purlDisagrees,
  document.reversedTimes,
  document.inputIsOutput,
  document.unofficialName,
]
