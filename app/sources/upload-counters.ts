/** What an import has done so far. */
export type UploadCounters = {
  rowsRead: number;
  rowsKept: number;
  rowsDropped: number;
  customersCreated: number;
  customersChanged: number;
  customersUnchanged: number;
  ordersCreated: number;
  ordersChanged: number;
  ordersUnchanged: number;
};

export const NO_COUNTS: UploadCounters = {
  rowsRead: 0,
  rowsKept: 0,
  rowsDropped: 0,
  customersCreated: 0,
  customersChanged: 0,
  customersUnchanged: 0,
  ordersCreated: 0,
  ordersChanged: 0,
  ordersUnchanged: 0,
};
