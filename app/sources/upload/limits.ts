/** What an uploaded file may ask of us. Beyond it the file, or the row, is refused with a sentence. */
export const UPLOAD_LIMITS = {
  maxFileBytes: 2 * 1024 ** 3,
  maxColumns: 2000,
  maxCellChars: 1024 * 1024,
  /** Files in an archive, sheets and parts in a workbook. */
  maxArchiveEntries: 2000,
  /** Declared size of one unpacked file; what it really unpacks to is held to the declaration. */
  maxEntryBytes: 4 * 1024 ** 3,
  /** Beyond 100 MB unpacked, a file that shrank more than this is a trap; sheets of real data shrink 5 to 60 times. */
  maxRatio: 300,
  ratioFromBytes: 100 * 1024 ** 2,
  /** Texts that a workbook shares between its cells are the one thing kept in memory. */
  maxSharedChars: 96 * 1024 ** 2,
  maxSheetRows: 1_048_576,
} as const;
