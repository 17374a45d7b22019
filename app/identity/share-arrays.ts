type TypedArray = Int32Array | Float64Array | Float32Array | Uint8Array | Uint16Array | Uint32Array;

/**
 * The same data with every typed array, however deep, in memory that threads share; plain values as they are. What lies in shared memory
 * already stays. Copies at the speed of memory.
 */
export function shareArrays<T>(data: T): T {
  if (ArrayBuffer.isView(data)) {
    return share(data as unknown as TypedArray) as T;
  }
  if (Array.isArray(data)) {
    return data.map(shareArrays) as T;
  }
  if (typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype) {
    return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, shareArrays(value)])) as T;
  }
  return data;
}

function share(array: TypedArray): TypedArray {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const memory = new SharedArrayBuffer(array.byteLength);
  const copy = new (array.constructor as new (memory: SharedArrayBuffer) => TypedArray)(memory);
  copy.set(array);
  return copy;
}
