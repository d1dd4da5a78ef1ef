import { parentPort, workerData } from 'node:worker_threads'
import { encodeModel } from '../../understanding/intents/model.ts'
import { type Example, train } from '../../understanding/intents/train.ts'

/** What runs in the thread that trains: the examples come as data, the model goes back as bytes. */
const examples: readonly Example[] = workerData
parentPort?.postMessage(encodeModel(train(examples)))
