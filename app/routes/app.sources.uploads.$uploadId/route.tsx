import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { dayOf, formattingOf, instant } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { FileCheckBanner } from '#app/components/quality/file-check.tsx';
import { ConflictList } from '#app/components/sources/conflict-list.tsx';
import { HeldUpload } from '#app/components/sources/held-upload.tsx';
import { ImportProgress } from '#app/components/sources/import-progress.tsx';
import { IssueList } from '#app/components/sources/issue-list.tsx';
import { MappingForm } from '#app/components/sources/mapping-form.tsx';
import { StoppedImport } from '#app/components/sources/stopped-import.tsx';
import { UndoCard } from '#app/components/sources/undo-card.tsx';
import { UploadStateBadge } from '#app/components/sources/upload-state-badge.tsx';
import { mayBringIn } from '#app/governance/staff.ts';
import { startCheck } from '#app/pipeline/check-import.server.ts';
import { letThrough, readFileCheck } from '#app/pipeline/file-contracts.server.ts';
import { readOlderFile } from '#app/pipeline/older-file.server.ts';
import { readUploadPage } from '#app/pipeline/read-sources-page.server.ts';
import { leaveOutMany, previewRepair, repairMany } from '#app/pipeline/repair-many.server.ts';
import { giveRefusedRows, leaveOut, repair } from '#app/pipeline/repair-rows.server.ts';
import { resumeImport } from '#app/pipeline/resume-import.server.ts';
import { cancelImport, importedBefore, startImport } from '#app/pipeline/take-upload.server.ts';
import { startUndo } from '#app/pipeline/undo-import.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readManyRows } from '#app/sources/read-many-rows.ts';
import { readMapping } from '#app/sources/read-mapping.ts';
import type { RepairPreview } from '#app/sources/repair-preview.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readUploadPage(shop.shopId, readId(params['uploadId']));
  if (!page) {
    throw new Response('This upload does not exist any more.', { status: 404 });
  }
  const before =
    page.upload.state === 'ready' ? await importedBefore(shop.shopId, page.upload.id, page.upload.digest) : null;
  const check = page.upload.state === 'ready' ? await readFileCheck(shop.shopId, page.upload.id) : null;
  const isWaiting = page.upload.state === 'ready' || page.upload.state === 'checking';
  const older = isWaiting ? await readOlderFile(shop.shopId, page.upload) : null;
  return { ...page, before, check, older, isAllowed: mayBringIn(staff), format: formattingOf(shop) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const uploadId = readId(params['uploadId']);
  const form = await request.formData();
  try {
    if (!mayBringIn(staff)) {
      throw new Refusal('sources.role', 'Your role does not let you bring files in, change them or undo that.', {
        remedy: 'The owner of the shop gives roles under Segments, Sent to Shopify.',
      });
    }
    const preview = await carryOut(shop, uploadId, form, actor);
    return { refusal: null, preview };
  } catch (error) {
    if (error instanceof Refusal) {
      return data(
        { refusal: { message: error.message, remedy: error.remedy ?? null, field: null }, preview: null },
        422,
      );
    }
    throw error;
  }
}

/** What was asked, as a preview where that is all that was asked. */
async function carryOut(shop: Shop, uploadId: number, form: FormData, actor: string): Promise<RepairPreview | null> {
  const { chosen, change } = readManyRows(form);
  switch (form.get('intent')) {
    case 'preview_many':
      return previewRepair(shop, uploadId, chosen, change);
    case 'correct_many':
      await repairMany(shop, uploadId, chosen, change, actor);
      return null;
    case 'leave_out_many':
      await leaveOutMany(shop.shopId, uploadId, chosen, actor);
      return null;
    default:
      await carryOutOne(shop, uploadId, form, actor);
      return null;
  }
}

async function carryOutOne(shop: Shop, uploadId: number, form: FormData, actor: string): Promise<void> {
  const row = Number(form.get('row'));
  switch (form.get('intent')) {
    case 'cancel':
      return cancelImport(shop.shopId, uploadId, actor);
    case 'release':
      return letThrough(shop, uploadId, actor);
    case 'resume':
      return resumeImport(shop.shopId, uploadId, actor);
    case 'undo':
      return startUndo(shop.shopId, uploadId, actor);
    case 'correct':
      await repair(shop.shopId, uploadId, [{ row, cells: textsOf(form.get('cells')) }], actor);
      return;
    case 'leave_out':
      await leaveOut(shop.shopId, uploadId, [row], actor);
      return;
    case 'give':
      return giveRefusedRows(shop.shopId, uploadId, String(form.get('staffId') ?? ''), actor);
    default:
      return begin(shop, uploadId, form, actor);
  }
}

function textsOf(json: FormDataEntryValue | null): string[] {
  const given: unknown = JSON.parse(String(json ?? '[]'));
  return Array.isArray(given) ? given.map(String) : [];
}

async function begin(shop: Shop, uploadId: number, form: FormData, actor: string): Promise<void> {
  const page = await readUploadPage(shop.shopId, uploadId);
  const mapping = readMapping(form.get('mapping')) ?? page?.upload.mapping;
  if (page && mapping) {
    const named = String(form.get('sourceName') ?? '').trim();
    const sourceName = named.slice(0, 100) || page.upload.fileName;
    if (form.get('intent') === 'check') {
      await startCheck(shop.shopId, uploadId, { sourceName, mapping, actor, answers: answersOf(form) });
    } else {
      await startImport(shop, uploadId, { sourceName, mapping, actor });
    }
  }
}

/** Which questions about the file were answered, and how: texts by text. */
function answersOf(form: FormData): Record<string, string> {
  const given: unknown = JSON.parse(String(form.get('answers') ?? '{}'));
  const pairs = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(pairs.map(([question, answer]) => [question, String(answer)]));
}

const MOVING = new Set(['checking', 'importing', 'undoing', 'repairing']);
const ENDED = new Set(['done', 'cancelled', 'failed', 'undoing', 'undone']);

export default function UploadRoute() {
  const { upload, issues, alike, conflicts, staff, isKept, before, check, older, isAllowed, format } =
    useLoaderData<typeof loader>();
  const checking = upload.state === 'checking';
  const waits = (checking || upload.state === 'ready') && upload.detection && upload.mapping;
  useLivePage(MOVING.has(upload.state), 1000);
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title={upload.fileName}
      titleMetadata={<UploadStateBadge state={upload.state} />}
    >
      <BlockStack gap="400">
        {before && (
          <Banner tone="info" title="This very file was imported before">
            <p>{`On ${dayOf(before.createdAt, format)}. Importing it again changes nothing unless you map it differently.`}</p>
          </Banner>
        )}
        <HeldUpload upload={upload} />
        <StoppedImport
          state={upload.state}
          failure={upload.failure}
          rowsRead={upload.counters.rowsRead}
          dataRows={upload.detection?.dataRows ?? 0}
          isKept={isKept}
          isAllowed={isAllowed}
        />
        {check && <FileCheckBanner check={check} />}
        {waits ? (
          <MappingForm
            detection={upload.detection!}
            proposed={upload.mapping!}
            fileName={upload.fileName}
            older={older}
            dryRun={upload.dryRun}
            checking={checking}
            stopping={upload.cancelAsked}
            when={upload.dryRun?.foundAt ? instant(new Date(upload.dryRun.foundAt), format) : ''}
          />
        ) : (
          <ImportProgress
            state={upload.state}
            counters={upload.counters}
            dataRows={upload.detection?.dataRows ?? 0}
            refused={upload.refused}
            failure={upload.failure}
            cancelAsked={upload.cancelAsked}
          />
        )}
        {ENDED.has(upload.state) && <UndoCard state={upload.state} fileName={upload.fileName} undone={upload.undone} />}
        <ConflictList conflicts={conflicts} />
        <IssueList
          issues={issues}
          alike={alike}
          refused={upload.refused}
          columns={upload.detection?.columns ?? []}
          downloadUrl={`/app/uploads/${upload.id}/refused`}
          owner={upload.owner}
          staff={staff}
          canRepair={isAllowed && upload.state === 'done'}
        />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
