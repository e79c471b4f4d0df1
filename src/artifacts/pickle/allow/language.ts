import type { Contract } from '../contract.ts'
import type { Value } from '../value.ts'
import {
  anyState,
  attributeState,
  bare,
  container,
  instance,
  listed,
  record,
  reference,
  takes,
  takesAny,
  type NameLists,
} from './behaviour.ts'
import { describe, dict, none, oneOf, rawText } from './shape.ts'
import { statsmodelsClasses } from './statsmodels-classes.ts'

const classes: NameLists = {
  'nltk.stem.porter': 'PorterStemmer',
  'nltk.stem.snowball': 'SnowballStemmer EnglishStemmer PorterStemmer',
  'nltk.stem.lancaster': 'LancasterStemmer',
  'nltk.stem.wordnet': 'WordNetLemmatizer',
  'nltk.tokenize.punkt': 'PunktSentenceTokenizer PunktParameters PunktLanguageVars PunktTrainer PunktToken',
  'nltk.tokenize.regexp': 'RegexpTokenizer WordPunctTokenizer WhitespaceTokenizer',
  'nltk.tokenize.treebank': 'TreebankWordTokenizer',
  'nltk.tokenize.casual': 'TweetTokenizer',
  'nltk.tokenize.toktok': 'ToktokTokenizer',
  'nltk.tag.sequential': `UnigramTagger BigramTagger TrigramTagger DefaultTagger RegexpTagger NgramTagger AffixTagger
    ClassifierBasedPOSTagger`,
  'nltk.tag.perceptron': 'PerceptronTagger AveragedPerceptron',
  'nltk.classify.naivebayes': 'NaiveBayesClassifier',
  'nltk.classify.maxent': 'MaxentClassifier',
  'nltk.classify.scikitlearn': 'SklearnClassifier',
  'nltk.classify.decisiontree': 'DecisionTreeClassifier',
  'nltk.grammar': 'CFG PCFG Nonterminal Production ProbabilisticProduction',
  'nltk.lm.models': 'MLE Laplace Lidstone KneserNeyInterpolated StupidBackoff',
  'nltk.lm.vocabulary': 'Vocabulary',
  'nltk.lm.counter': 'NgramCounter',
  'nltk.sentiment.vader': 'SentimentIntensityAnalyzer',
  'gensim.models.word2vec': 'Word2Vec Word2VecVocab Word2VecTrainables Vocab',
  'gensim.models.keyedvectors': `KeyedVectors Word2VecKeyedVectors Vocab WordEmbeddingsKeyedVectors BaseKeyedVectors
    EuclideanKeyedVectors CompatVocab FastTextKeyedVectors Doc2VecKeyedVectors`,
  'gensim.models.fasttext': 'FastText FastTextKeyedVectors FastTextVocab FastTextTrainables',
  'gensim.models.doc2vec': 'Doc2Vec Doctag Doc2VecVocab Doc2VecTrainables',
  'gensim.models.ldamodel': 'LdaModel LdaState',
  'gensim.models.ldamulticore': 'LdaMulticore',
  'gensim.models.lsimodel': 'LsiModel Projection',
  'gensim.models.tfidfmodel': 'TfidfModel',
  'gensim.models.phrases': 'Phrases Phraser FrozenPhrases',
  'gensim.models.hdpmodel': 'HdpModel',
  'gensim.models.coherencemodel': 'CoherenceModel',
  'gensim.corpora.dictionary': 'Dictionary',
  'gensim.similarities.docsim': 'MatrixSimilarity SparseMatrixSimilarity Similarity',
  rank_bm25: 'BM25Okapi BM25L BM25Plus',
  'flair.data': 'Dictionary',
  'babel.dates': 'DateTimePattern',
  'babel.numbers': 'NumberPattern',
  'babel.plural': 'PluralRule',
  'keras.preprocessing.text': 'Tokenizer',
  'keras_preprocessing.text': 'Tokenizer',
  'keras.src.preprocessing.text': 'Tokenizer',
  'keras.src.legacy.preprocessing.text': 'Tokenizer',
  'tensorflow.python.keras.preprocessing.text': 'Tokenizer',
  'tables.filters': 'Filters',
  'tables.Leaf': 'Filters',
  'tables.leaf': 'Filters',
  'torchtext.vocab': 'Vocab',
  'torchtext.vocab.vocab': 'Vocab',
  'torchtext.data.field': 'Field LabelField RawField',
  'torchtext.data.example': 'Example',
  'pmdarima.arima.arima': 'ARIMA',
  'hmmlearn.hmm': 'GaussianHMM MultinomialHMM GMMHMM CategoricalHMM PoissonHMM',
  'umap.umap_': 'UMAP',
  'hdbscan.prediction': 'PredictionData',
  'hdbscan.plots': 'CondensedTree SingleLinkageTree MinimumSpanningTree',
  'pynndescent.pynndescent_': 'NNDescent',
  'surprise.prediction_algorithms.matrix_factorization': 'SVD SVDpp NMF',
  'surprise.prediction_algorithms.knns': 'KNNBasic KNNWithMeans KNNBaseline KNNWithZScore',
  'surprise.trainset': 'Trainset',
  'implicit.cpu.als': 'AlternatingLeastSquares',
  'lightfm.lightfm': 'LightFM',
  'prophet.forecaster': 'Prophet',
  'networkx.classes.graph': 'Graph _CachedPropertyResetterAdj _CachedPropertyResetterNode',
  'networkx.classes.digraph': 'DiGraph _CachedPropertyResetterAdjAndSucc _CachedPropertyResetterPred',
  'networkx.classes.multigraph': 'MultiGraph',
  'networkx.classes.multidigraph': 'MultiDiGraph',
  'networkx.classes.reportviews': `NodeView EdgeView DegreeView OutEdgeView InEdgeView NodeDataView EdgeDataView OutEdgeDataView
    InEdgeDataView MultiEdgeView OutMultiEdgeView InMultiEdgeView DiDegreeView InDegreeView OutDegreeView
    MultiDegreeView DiMultiDegreeView InMultiDegreeView OutMultiDegreeView`,
  'networkx.classes.coreviews': `AtlasView AdjacencyView MultiAdjacencyView UnionAtlas UnionAdjacency UnionMultiInner
    UnionMultiAdjacency`,
  'shap.explainers._tree': 'TreeExplainer Tree TreeEnsemble SingleTree Explainer',
  'shap._explanation': 'Explanation',
  'langchain.docstore.document': 'Document',
  'langchain.schema': 'Document',
  'langchain.schema.document': 'Document',
  'langchain_core.documents.base': 'Document',
  'langchain.docstore.in_memory': 'InMemoryDocstore',
  'langchain_community.docstore.in_memory': 'InMemoryDocstore',
}

/** Extension types, one for each precision. */
const statespace: NameLists = Object.fromEntries(
  [
    ['_initialization', 'Initialization'],
    ['_kalman_filter', 'KalmanFilter'],
    ['_kalman_smoother', 'KalmanSmoother'],
    ['_representation', 'Statespace'],
    ['_simulation_smoother', 'SimulationSmoother'],
  ].map(([module, name]) => [
    `statsmodels.tsa.statespace.${module}`,
    ['s', 'd', 'c', 'z'].map((precision) => `${precision}${name}`).join(' '),
  ]),
)

/** Linear formulas name columns and numpy functions; patsy evaluates them as Python, in the namespace of its caller. */
const FORMULA = /^[\w~+*:()[\]\-.,^/| '"=<>&{}]*$/
const CALLED = /([A-Za-z_][\w.]*)\s*\(/g
const TRANSFORM =
  /^(?:(?:np|numpy|math)\.(?:log\w{0,3}|exp\w{0,2}|sqrt|cbrt|square|power|abs\w*|sin|cos|tan|sign|round|floor|ceil|maximum|minimum|where|clip|divide|multiply|add|subtract)|C|Q|I|Treatment|Sum|Poly|Diff|Helmert|center|standardize|scale|bs|cr|cc|te|log|exp|sqrt|abs|pow)$/

function isFormula(value: Value): boolean {
  if (value.kind === 'none') return true
  if (value.kind !== 'str' || !FORMULA.test(value.value) || value.value.includes('__')) return false
  // What a call or a list gives may be a function too.
  if (/[)\]}'"]\s*\(/.test(value.value)) return false
  return [...value.value.matchAll(CALLED)].every(([, name = '']) => TRANSFORM.test(name))
}

/** `ModelData.__setstate__` evaluates the formula of the state again. */
function designState(state: Value): string | undefined {
  if (state.kind !== 'dict') return `takes ${describe(state)} as its state`
  for (const [key, value] of state.items)
    if (key.kind === 'str' && key.value === 'formula' && !isFormula(value))
      return 'evaluates source that its state carries'
  return state.items.length < state.length ? 'has more attributes than it ever has' : attributeState(state)
}

export const language: readonly Contract[] = [
  ...listed('language', classes, { call: bare, build: anyState }),
  ...listed('language', statsmodelsClasses, { call: bare, build: anyState }),
  ...listed(
    'language',
    { 'statsmodels.tools.tools': 'Bunch', 'statsmodels.tools.testing': 'Holder' },
    { ...container, build: anyState },
  ),
  ...listed('language', statespace, { call: takesAny(), build: anyState }),
  ...listed(
    'language',
    { 'statsmodels.base.data': 'ModelData PandasData' },
    { call: bare, build: designState },
  ),
  ...listed(
    'language',
    {
      'nltk.probability':
        'FreqDist ConditionalFreqDist LidstoneProbDist ELEProbDist MLEProbDist DictionaryProbDist',
    },
    { ...container, call: takesAny(), build: anyState },
  ),
  ...listed(
    'language',
    { 'statsmodels.tools.decorators': 'ResettableCache' },
    { ...container, build: anyState },
  ),
  ...listed(
    'language',
    { bitarray: 'bitarray frozenbitarray' },
    { call: takes([oneOf(rawText, dict, none), dict], 0), build: anyState },
  ),
  ...listed(
    'language',
    { 'bitarray._bitarray': '_bitarray_reconstructor' },
    { call: takesAny(), build: anyState },
  ),
  ...listed('language', { 'nltk.tree': 'Tree', 'nltk.tree.tree': 'Tree' }, { ...container, build: anyState }),
  ...listed('language', { 'nltk.stem.api': 'StemmerI', 'nltk.tokenize.api': 'TokenizerI' }, instance),
  ...listed(
    'language',
    {
      'nltk.tokenize': 'word_tokenize sent_tokenize wordpunct_tokenize',
      'nltk.corpus.reader.wordnet': 'WordNetCorpusReader',
    },
    reference,
  ),
  ...listed('language', { 'gensim.models.keyedvectors': 'Vocab' }, record),
  ...listed('language', { 'gensim.utils': 'FakeDict call_on_class_only' }, reference),
  ...listed('language', { 'spacy.vocab': 'unpickle_vocab', 'spacy.tokens.doc': 'unpickle_doc' }, reference),
  ...listed('language', { 'torchtext.vocab': '_default_unk_index' }, { call: takes([], 0) }),
  ...listed('language', { 'pydantic.main': 'BaseModel' }, reference),
]
