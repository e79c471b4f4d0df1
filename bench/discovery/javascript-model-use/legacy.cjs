const { Configuration, OpenAIApi } = require('openai')
const { CohereClient } = require('cohere-ai')
const { GoogleGenerativeAI } = require('@google/generative-ai')
const api = new OpenAIApi(new Configuration({ apiKey: process.env.KEY }))
let co
co = new CohereClient({ token: '' })
async function main() {
  await api.createChatCompletion({ model: 'gpt-3.5-turbo', messages: [] })
  await api.createCompletion({ model: 'text-davinci-003', prompt: '' })
  await co.embed({ model: 'embed-english-v3.0', texts: [] })
  const g = new GoogleGenerativeAI(process.env.G)
  const model = g.getGenerativeModel({ model: process.env.GEMINI || 'gemini-pro' })
}
main()
