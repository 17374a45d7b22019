/** Character encodings a file can be read in, by the names iconv knows. */
export type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  | 'macintosh'
  | 'windows-1250'
  | 'windows-1251';

export type EncodingEvidence = {
  encoding: Encoding;
  /** Length of the byte order mark to skip: 0, 2 or 3. */
  bomBytes: number;
  /** One sentence for the merchant. */
  reason: string;
};
