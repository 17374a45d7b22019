import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { dayOf, formattingOf } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { FileCheckBanner } from '#app/components/quality/file-check.tsx';
import { ConflictList } from '#app/components/sources/conflict-list.tsx';
import { ImportProgress } from '#app/components/sources/import-progress.tsx';
import { IssueList } from '#app/components/sources/issue-list.tsx';
import { MappingForm } from '#app/components/sources/mapping-form.tsx';
import { UndoCard } from '#app/components/sources/undo-card.tsx';
import { UploadStateBadge } from '#app/components/sources/upload-state-badge.tsx';
import { letThrough, readFileCheck } from '#app/pipeline/file-contracts.server.ts';
import { readUploadPage } from '#app/pipeline/read-sources-page.server.ts';
import { cancelImport, importedBefore, startImport } from '#app/pipeline/take-upload.server.ts';
import { startUndo } from '#app/pipeline/undo-import.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readMapping } from '#app/sources/read-mapping.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = await readUploadPage(shop.shopId, Number(params['uploadId']) || 0);
  if (!page) {
    throw new Response('This upload does not exist any more.', { status: 404 });
  }
  const before =
    page.upload.state === 'ready' ? await importedBefore(shop.shopId, page.upload.id, page.upload.digest) : null;
  const check = page.upload.state === 'ready' ? await readFileCheck(shop.shopId, page.upload.id) : null;
  return { ...page, before, check, format: formattingOf(shop) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const uploadId = Number(params['uploadId']) || 0;
  const form = await request.formData();
  try {
    if (form.get('intent') === 'cancel') {
      await cancelImport(shop.shopId, uploadId, actor);
    } else if (form.get('intent') === 'undo') {
      await startUndo(shop.shopId, uploadId, actor);
    } else if (form.get('intent') === 'release') {
      await letThrough(shop, uploadId, actor);
    } else {
      await begin(shop, uploadId, form, actor);
    }
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, remedy: error.remedy ?? null } }, 422);
    }
    throw error;
  }
}

async function begin(shop: Shop, uploadId: number, form: FormData, actor: string): Promise<void> {
  const page = await readUploadPage(shop.shopId, uploadId);
  const mapping = readMapping(form.get('mapping')) ?? page?.upload.mapping;
  if (page && mapping) {
    const named = String(form.get('sourceName') ?? '').trim();
    await startImport(shop, uploadId, { sourceName: named.slice(0, 100) || page.upload.fileName, mapping, actor });
  }
}

const ENDED = new Set(['done', 'cancelled', 'failed', 'undoing', 'undone']);

export default function UploadRoute() {
  const { upload, issues, conflicts, before, check, format } = useLoaderData<typeof loader>();
  const waits = upload.state === 'ready' && upload.detection && upload.mapping;
  const moves = upload.state === 'importing' || upload.state === 'undoing';
  useLivePage(moves, 1000);
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
        {check && <FileCheckBanner check={check} />}
        {waits ? (
          <MappingForm detection={upload.detection!} proposed={upload.mapping!} fileName={upload.fileName} />
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
        <IssueList issues={issues} refused={upload.refused} downloadUrl={`/app/uploads/${upload.id}/refused`} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
