import { parentPort, workerData } from 'node:worker_threads';
import { type FitInput, fitShopModel } from './fit-shop-model.ts';

parentPort?.postMessage(fitShopModel(workerData as FitInput));
