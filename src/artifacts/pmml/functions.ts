/** The functions of PMML 4.4 and those that writers of older documents use. */
export const BUILT_IN: ReadonlySet<string> = new Set(
  (
    '+ - * / min max sum avg median product log10 ln sqrt abs exp pow threshold floor ceil round modulo ' +
    'isMissing isNotMissing isValid isNotValid equal notEqual lessThan lessOrEqual greaterThan greaterOrEqual ' +
    'isIn isNotIn and or not if uppercase lowercase stringLength substring trimBlanks concat replace matches ' +
    'formatNumber formatDatetime dateDaysSinceYear dateSecondsSinceYear dateSecondsSinceMidnight ' +
    'expm1 hypot ln1p rint sin asin sinh cos acos cosh tan atan tanh normalCDF normalPDF stdNormalCDF stdNormalPDF ' +
    'erf normalIDF stdNormalIDF percentile x-threshold x-abs x-modulo x-cosh'
  ).split(' '),
)
