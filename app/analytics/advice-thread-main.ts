import { parentPort, workerData } from 'node:worker_threads';
import { type AdviceInput, fitAdvice } from './fit-advice.ts';

parentPort?.postMessage(fitAdvice(workerData as AdviceInput));
