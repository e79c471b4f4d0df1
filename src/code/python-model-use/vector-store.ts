import { serviceSubject } from '../../names/known-service.ts'
import type { AttributeDraft } from '../../names/mention.ts'
import { carriesCredentials, withoutCredentials } from '../../text/web-address.ts'
import { argumentTexts, note, spoken, type Recogniser, type Seen } from './seen.ts'

/** Product, classes or functions that open it, anywhere in the full name. */
const STORES: readonly (readonly [title: string, callee: RegExp])[] = [
  [
    'Chroma',
    /^chromadb(?:\.\w+)*\.(?:(?:Persistent|Http|Async?Http|Ephemeral|Cloud)?Client|AsyncHttpClient)$|(?:^|\.)Chroma(?:VectorStore|DocumentStore)?(?:\.(?:from_\w+))?$/,
  ],
  [
    'Qdrant',
    /(?:^|\.)(?:Async)?QdrantClient$|(?:^|\.)Qdrant(?:VectorStore|DocumentStore)?(?:\.(?:from_\w+))?$/,
  ],
  [
    'Pinecone',
    /(?:^|\.)Pinecone(?:VectorStore|DocumentStore|GRPC|Asyncio)?(?:\.(?:from_\w+))?$|^pinecone\.(?:init|Index)$/,
  ],
  [
    'Weaviate',
    /^weaviate\.(?:Client|WeaviateClient|connect_to_\w+|use_async_\w+)$|(?:^|\.)Weaviate(?:VectorStore|DocumentStore)?(?:\.(?:from_\w+))?$/,
  ],
  [
    'Milvus',
    /(?:^|\.)(?:Async)?MilvusClient$|(?:^|\.)Milvus(?:VectorStore|DocumentStore)?(?:\.(?:from_\w+))?$|^pymilvus\.connections\.connect$/,
  ],
  [
    'FAISS',
    /^faiss\.(?:Index\w+|index_factory|read_index)$|(?:^|\.)(?:FAISS|FaissVectorStore|FaissStore)(?:\.(?:from_\w+|load_local))?$/,
  ],
  ['LanceDB', /^lancedb\.connect(?:_async)?$|(?:^|\.)LanceDB(?:VectorStore)?(?:\.(?:from_\w+))?$/],
  [
    'pgvector',
    /(?:^|\.)PGVector(?:Store)?(?:\.(?:from_\w+|create\w*))?$|(?:^|\.)(?:PgVector|PgvectorDocumentStore|SupabaseVectorStore)(?:\.(?:from_\w+))?$|^pgvector\.\w+\.register_vector$/,
  ],
  [
    'Redis',
    /(?:^|\.)Redis(?:VectorStore|VectorSearch)(?:\.(?:from_\w+))?$|^langchain_community\.vectorstores(?:\.redis)?\.Redis(?:\.from_\w+)?$|^redisvl\.\w+\.SearchIndex(?:\.from_\w+)?$/,
  ],
  [
    'Elasticsearch',
    /(?:^|\.)Elasticsearch(?:Store|DocumentStore|VectorStore)(?:\.(?:from_\w+))?$|(?:^|\.)ElasticVectorSearch(?:\.(?:from_\w+))?$/,
  ],
  [
    'OpenSearch',
    /(?:^|\.)OpenSearch(?:VectorSearch|DocumentStore|VectorStore|VectorClient|\w*VectorStore)(?:\.(?:from_\w+))?$/,
  ],
  ['MongoDB Atlas', /(?:^|\.)MongoDBAtlas(?:VectorSearch|DocumentStore)(?:\.(?:from_\w+))?$/],
  [
    'Azure AI Search',
    /(?:^|\.)(?:AzureSearch|AzureAISearch\w*Store|AzureAISearchDocumentStore)(?:\.(?:from_\w+))?$/,
  ],
  ['Vespa', /(?:^|\.)VespaStore(?:\.from_\w+)?$/],
  ['Annoy', /(?:^|\.)Annoy(?:Index)?(?:\.from_\w+)?$/],
  ['Deep Lake', /(?:^|\.)DeepLake(?:VectorStore)?(?:\.from_\w+)?$/],
  ['Neo4j', /(?:^|\.)Neo4jVector(?:Store)?(?:\.from_\w+)?$/],
  ['Typesense', /^langchain_community\.vectorstores(?:\.typesense)?\.Typesense(?:\.from_\w+)?$/],
  ['ClickHouse', /(?:^|\.)(?:Clickhouse|MyScale)(?:VectorStore)?(?:\.from_\w+)?$/],
]

/** The product that a configuration names: `chroma`, `qdrant`. */
export function noteStore(seen: Seen, name: string): void {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const found = STORES.find(([title]) => title.toLowerCase().replaceAll(/[^a-z0-9]/g, '') === plain)
  if (found)
    note(seen, serviceSubject(found[0]), 'is named in a configuration of a client', [
      { name: 'service-type', value: 'vector-store', status: 'inferred' },
    ])
}

const ENDPOINTS = [
  'url',
  'uri',
  'host',
  'endpoint',
  'cluster_url',
  'es_url',
  'redis_url',
  'opensearch_url',
  'location',
  'hosts',
  'http_host',
  'azure_search_endpoint',
  'connection',
  'connection_string',
  'connection_args',
]

/** A store of vectors that the program opens. Where it answers is told when it stands there in plain text. */
export const vectorStore: Recogniser = (seen) => {
  const { call } = seen
  if (call.callee.kind !== 'ref') return false
  const found = STORES.find(([, callee]) => callee.test(call.name))
  if (!found) return false
  const attributes: AttributeDraft[] = [{ name: 'service-type', value: 'vector-store', status: 'inferred' }]
  for (const endpoint of endpoints(seen)) attributes.push(endpoint)
  note(seen, serviceSubject(found[0]), `is opened by ${spoken(seen)}`, attributes)
  return true
}

function endpoints(seen: Seen): AttributeDraft[] {
  const positional = /^weaviate\.Client$|Client$/.test(seen.last) || seen.last === 'connect' ? 0 : undefined
  return argumentTexts(seen, ENDPOINTS, positional)
    .slice(0, 8)
    .flatMap(({ text, sure }) => {
      const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
      // A name of a host; folders and `:memory:` are no addresses.
      const host =
        /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z][a-z0-9-]*)(?::\d+)?$/i.test(
          text,
        )
      if ((!address && !host) || /\.(?:db|sqlite|index|json|lance)$/i.test(text)) return []
      const value = withoutCredentials(text)
      const status = sure ? ('declared' as const) : ('inferred' as const)
      const authenticated = carriesCredentials(text)
      return [
        { name: 'endpoint' as const, value, status },
        ...(authenticated ? [{ name: 'authenticated' as const, value: 'true' }] : []),
      ]
    })
}
