import { Worker } from 'node:worker_threads';
import type { FitInput } from './fit-shop-model.ts';
import type { ShopValueModel } from './shop-value-model.ts';

/** Fits in a thread, so that the process goes on with its other jobs meanwhile. Throws what the fit throws. */
export function fitInThread(input: FitInput): Promise<ShopValueModel> {
  return new Promise((fitted, failed) => {
    const thread = new Worker(new URL('./fit-thread-main.ts', import.meta.url), { workerData: input });
    thread.once('message', (model: ShopValueModel) => {
      fitted(model);
      void thread.terminate();
    });
    thread.once('error', failed);
    thread.once('exit', (code) => failed(new Error(`the fitting thread ended with ${code} before it answered`)));
  });
}
