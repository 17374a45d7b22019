import { csvLines } from '#app/activation/write-csv.ts';
import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readIssues, readUpload } from '#app/sources/upload-state.server.ts';
import { requireTakeOut, type Taker } from './activation-download.server.ts';
import { ROW_COLUMN } from './take-corrected.server.ts';

/** Rows in one download. */
const MOST_ROWS = 50_000;

/**
 * The refused rows of an import in the columns of the file, with row number, reason and remedy behind them: what is
 * corrected there can be uploaded as it is. Null if the upload does not exist. Throws a Refusal for whoever neither brought
 * the file nor may take people out. The download is audited.
 */
export function refusedRowsFile(
  shopId: number,
  uploadId: number,
  by: Taker,
): Promise<{ name: string; content: string } | null> {
  return withShop(shopId, async (tx) => {
    const upload = await readUpload(tx, uploadId);
    if (!upload) {
      return null;
    }
    if (upload.createdBy !== by.actor) {
      requireTakeOut(by.staff);
    }
    const issues = (await readIssues(tx, uploadId, 0, MOST_ROWS)).filter((issue) => issue.severity === 'refused');
    const columns = upload.detection?.columns ?? [];
    const rows = issues.map((issue) => [
      ...columns.map((_column, index) => (issue.corrected ?? issue.cells)[index] ?? ''),
      String(issue.row),
      issue.reason,
      issue.remedy,
    ]);
    await audit(tx, by.actor, 'import.refused_downloaded', String(uploadId), { rows: rows.length });
    const name = `refused-${upload.fileName.replace(/[^\w.-]+/g, '-').replace(/\.[^.]+$/, '')}.csv`;
    return {
      name,
      content: `\uFEFF${csvLines([[...columns, ROW_COLUMN, 'What is wrong', 'What to do'], ...rows])}\r\n`,
    };
  });
}
