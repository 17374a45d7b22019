import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { COMPARED_FILES, type FileContract, type FileFacts, type FileFinding, judgeFile } from './judge-file.ts';
import { noteEvents } from './keep-incidents.server.ts';

export type Verdict = 'fine' | 'warned' | 'held' | 'blocked' | 'released';

/** A file as it was judged; `mode`: what its contract does with one that breaks it. */
export type FileCheck = { verdict: Verdict; findings: FileFinding[]; mode: FileContract['mode']; compared: number };

const DEFAULT: FileContract = { mode: 'warn', required: [], leastRows: null };

/** What is asked of each file of a source; without a contract of its own, files are compared with the last ones and told. */
export async function readContract(tx: Tx, sourceId: number): Promise<FileContract> {
  const [row] = await tx.rows<FileContract>(sql`
    select mode, required, least_rows as "leastRows" from file_contract where shop_id = ${tx.shopId} and source_id = ${sourceId}`);
  return row ?? DEFAULT;
}

export type ContractLine = FileContract & {
  sourceId: number;
  source: string;
  files: number;
  /** Columns of its last file, to choose from. */
  columns: string[];
  last: { uploadId: number; fileName: string; verdict: Verdict; findings: FileFinding[]; judgedAt: Date } | null;
};

/** Each source that brings files, with its contract and how its last file was judged. */
export function listContracts(tx: Tx): Promise<ContractLine[]> {
  return tx.rows<ContractLine>(sql`
    select s.id as "sourceId", s.name as source, coalesce(c.mode, ${DEFAULT.mode}) as mode, coalesce(c.required, '{}') as required,
      c.least_rows as "leastRows", f.files, coalesce(f.columns, '{}') as columns,
      (select jsonb_build_object('uploadId', v.upload_id, 'fileName', u.file_name, 'verdict', v.verdict, 'findings', v.findings, 'judgedAt', v.judged_at)
       from file_verdict v join upload u on u.shop_id = v.shop_id and u.id = v.upload_id
       where v.shop_id = s.shop_id and v.source_id = s.id order by v.judged_at desc limit 1) as last
    from source s
    left join file_contract c on c.shop_id = s.shop_id and c.source_id = s.id
    cross join lateral (
      select count(*) as files, (
        select array(select jsonb_array_elements_text(u.detection -> 'columns')) from upload u
        where u.shop_id = s.shop_id and u.source_id = s.id and u.detection is not null order by u.id desc limit 1) as columns
      from upload u where u.shop_id = s.shop_id and u.source_id = s.id and u.state = 'done') f
    where s.shop_id = ${tx.shopId} and s.kind <> 'shopify' order by s.name`);
}

/** Keeps a contract. Throws a Refusal for a number of rows that is none. */
export async function keepContract(
  tx: Tx,
  sourceId: number,
  draft: { mode: FileContract['mode']; required: readonly string[]; leastRows: string },
  actor: string,
): Promise<void> {
  const text = draft.leastRows.trim();
  const leastRows = text === '' ? null : Number(text);
  if (leastRows !== null && !(Number.isInteger(leastRows) && leastRows >= 0 && leastRows < 2 ** 31)) {
    throw new Refusal('quality.least_rows', 'The fewest rows are a whole number, or empty.', { field: 'leastRows' });
  }
  await tx.run(sql`
    insert into file_contract (shop_id, source_id, mode, required, least_rows, changed_by)
    values (${tx.shopId}, ${sourceId}, ${draft.mode}, ${[...draft.required]}::text[], ${leastRows}, ${actor})
    on conflict (shop_id, source_id) do update set mode = excluded.mode, required = excluded.required, least_rows = excluded.least_rows,
      changed_at = now(), changed_by = excluded.changed_by`);
}

type FactsRow = {
  columns: string[] | null;
  rows: number | null;
  refused: number | null;
  seen: Record<string, { filledShare: number }> | null;
};

const FACTS = sql`
  u.detection -> 'columns' as columns, (u.detection ->> 'dataRows')::bigint as rows,
  case when u.state = 'done' or u.next_row > 0 then coalesce((u.counters ->> 'rowsDropped')::bigint, 0) end as refused, u.mapping -> 'seen' as seen`;

function toFacts({ columns, rows, refused, seen }: FactsRow): FileFacts {
  const filled = Object.fromEntries(
    Object.entries(seen ?? {}).map(([column, { filledShare }]) => [column, filledShare]),
  );
  return { columns: columns ?? [], rows: rows ?? 0, refused, filled };
}

/**
 * Judges an uploaded file by the contract of a source and against the last twelve of it that are about the same. Null if the
 * upload has not been looked at. A file that somebody has let through stays so while it is judged alike. O(files).
 */
export async function judgeUpload(tx: Tx, uploadId: number, sourceId: number): Promise<FileCheck | null> {
  const [own] = await tx.rows<FactsRow & { subject: string | null; verdict: Verdict | null }>(sql`
    select ${FACTS}, u.mapping ->> 'subject' as subject, v.verdict from upload u
    left join file_verdict v on v.shop_id = u.shop_id and v.upload_id = u.id
    where u.shop_id = ${tx.shopId} and u.id = ${uploadId} and u.detection is not null`);
  if (!own) {
    return null;
  }
  const earlier = await tx.rows<FactsRow>(sql`
    select ${FACTS} from upload u
    where u.shop_id = ${tx.shopId} and u.source_id = ${sourceId} and u.id < ${uploadId} and u.state = 'done'
      and u.mapping ->> 'subject' is not distinct from ${own.subject} order by u.id desc limit ${COMPARED_FILES}`);
  const contract = await readContract(tx, sourceId);
  const findings = judgeFile(toFacts(own), earlier.reverse().map(toFacts), contract);
  const isReleased = own.verdict === 'released';
  return {
    verdict: verdictOf(findings, contract, isReleased),
    findings,
    mode: contract.mode,
    compared: earlier.length,
  };
}

function verdictOf(findings: readonly FileFinding[], { mode }: FileContract, isReleased: boolean): Verdict {
  if (!findings.some((one) => one.grave) || mode === 'pass') {
    return 'fine';
  }
  if (isReleased) {
    return 'released';
  }
  return mode === 'block' ? 'blocked' : mode === 'hold' ? 'held' : 'warned';
}

/** Keeps how a file was judged, as an incident where it breaks its contract; a file that is fine solves the one before it. */
export async function keepVerdict(
  tx: Tx,
  { uploadId, sourceId, check, actor }: { uploadId: number; sourceId: number; check: FileCheck; actor: string },
  { now, today }: { now: Date; today: string },
): Promise<void> {
  await tx.run(sql`
    insert into file_verdict (shop_id, upload_id, source_id, verdict, findings, judged_at, decided_by)
    values (${tx.shopId}, ${uploadId}, ${sourceId}, ${check.verdict}, ${JSON.stringify(check.findings)}::jsonb, ${now}, ${actor})
    on conflict (shop_id, upload_id) do update set source_id = excluded.source_id, verdict = excluded.verdict, findings = excluded.findings,
      judged_at = excluded.judged_at, decided_by = excluded.decided_by`);
  if (check.verdict === 'fine') {
    await solveFiles(tx, sourceId, now);
  } else {
    const grave = check.findings.filter((one) => one.grave).map((one) => one.sentence);
    await raiseFile(tx, { sourceId, sentences: grave, kind: EVENT_OF[check.verdict], actor }, { now, today });
  }
}

const EVENT_OF: Readonly<Record<Verdict, string | null>> = {
  fine: null,
  warned: null,
  held: 'held',
  blocked: 'held',
  released: 'passed',
};

async function raiseFile(
  tx: Tx,
  {
    sourceId,
    sentences,
    kind,
    actor,
  }: { sourceId: number; sentences: readonly string[]; kind: string | null; actor: string },
  { now, today }: { now: Date; today: string },
): Promise<void> {
  const key = `file:${sourceId}`;
  const [known] = await tx.rows<{ id: number }>(sql`
    select id from incident where shop_id = ${tx.shopId} and cause_key = ${key} and state in ('open', 'seen', 'repairing') order by id desc limit 1`);
  const [made] = known
    ? []
    : await tx.rows<{ id: number }>(sql`
        insert into incident (shop_id, cause_key, family, source_id, first_day, last_day, noticed_at)
        values (${tx.shopId}, ${key}, 'schema', ${sourceId}, ${today}::date, ${today}::date, ${now}) returning id`);
  const id = (known ?? made)!.id;
  await tx.run(sql`update incident set last_day = ${today}::date where shop_id = ${tx.shopId} and id = ${id}`);
  await tx.run(sql`
    insert into watch_alarm (shop_id, incident_id, source_id, figure, family, value, day, span, z, found, expected, rows)
    select ${tx.shopId}, ${id}, ${sourceId}, 'file', 'schema', s, ${today}::date, 1, 0, 0, 0, 0 from unnest(${[...sentences]}::text[]) s
    on conflict do nothing`);
  const events = [made ? 'noticed' : null, kind].filter((one) => one !== null);
  await noteEvents(
    tx,
    events.map((one) => ({ incidentId: id, kind: one, actor: one === 'noticed' ? '' : actor })),
    now,
  );
}

async function solveFiles(tx: Tx, sourceId: number, now: Date): Promise<void> {
  const solved = await tx.rows<{ id: number }>(sql`
    update incident set state = 'solved', solved_at = ${now}, solved_by = 'figures'
    where shop_id = ${tx.shopId} and cause_key = ${`file:${sourceId}`} and state in ('open', 'seen', 'repairing') returning id`);
  await noteEvents(
    tx,
    solved.map(({ id }) => ({ incidentId: id, kind: 'agreed' })),
    now,
  );
}

/** The source that a file of this kind and name would belong to; null if it is new. */
export async function findSource(tx: Tx, kind: string, name: string): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(
    sql`select id from source where shop_id = ${tx.shopId} and kind = ${kind} and name = ${name}`,
  );
  return row?.id ?? null;
}

/** Lets a file through that would be held. False for one that nobody holds. */
export async function releaseFile(
  tx: Tx,
  { uploadId, sourceId, check, actor }: { uploadId: number; sourceId: number; check: FileCheck; actor: string },
  at: { now: Date; today: string },
): Promise<boolean> {
  if (check.verdict !== 'held') {
    return false;
  }
  await keepVerdict(tx, { uploadId, sourceId, check: { ...check, verdict: 'released' }, actor }, at);
  return true;
}
