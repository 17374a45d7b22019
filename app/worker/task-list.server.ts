import type { TaskList } from 'graphile-worker';
import { JOBS, type JobName, type JobPayload } from '#app/pipeline/jobs.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { findShopDomain } from '#app/shops/find-shop.server.ts';
import { handleActivationFlow } from './handlers/activation-flow.server.ts';
import { handleActivationFollow } from './handlers/activation-follow.server.ts';
import { handleActivationWrite } from './handlers/activation-write.server.ts';
import { handleBackfillStep } from './handlers/backfill-step.server.ts';
import { handleBooksBalance } from './handlers/books-balance.server.ts';
import { handleHourly } from './handlers/hourly.server.ts';
import { handleIdentityCheck } from './handlers/identity-check.server.ts';
import { handleIdentityRehearse } from './handlers/identity-rehearse.server.ts';
import { handleIdentityTrain } from './handlers/identity-train.server.ts';
import { handleInboxProcess } from './handlers/inbox-process.server.ts';
import { handlePrivacyCarryOut } from './handlers/privacy-carry-out.server.ts';
import { handleProfilesOfSource } from './handlers/profiles-of-source.server.ts';
import { handleQualityAlert } from './handlers/quality-alert.server.ts';
import { handleQualityBatch } from './handlers/quality-batch.server.ts';
import { handleQualityRepair } from './handlers/quality-repair.server.ts';
import { handleQualityRun } from './handlers/quality-run.server.ts';
import { handleQualityWatch } from './handlers/quality-watch.server.ts';
import { handleReportMail } from './handlers/report-mail.server.ts';
import { handleReportsMake } from './handlers/reports-make.server.ts';
import { handleRulesRun } from './handlers/rules-run.server.ts';
import { handleSegmentGoal } from './handlers/segment-goal.server.ts';
import { handleSegmentRebuild } from './handlers/segment-rebuild.server.ts';
import { handleSegmentsByClock } from './handlers/segments-by-clock.server.ts';
import { handleShopErase } from './handlers/shop-erase.server.ts';
import { handleShopRestate } from './handlers/shop-restate.server.ts';
import { handleShopifyRefetch } from './handlers/shopify-refetch.server.ts';
import { handleShopifyStock } from './handlers/shopify-stock.server.ts';
import { handleTillOwners } from './handlers/till-owners.server.ts';
import { handleUploadCheck } from './handlers/upload-check.server.ts';
import { handleUploadImport } from './handlers/upload-import.server.ts';
import { handleUploadRepair } from './handlers/upload-repair.server.ts';
import { handleUploadUndo } from './handlers/upload-undo.server.ts';
import { handleValueFigures } from './handlers/value-figures.server.ts';
import { handleValueFit } from './handlers/value-fit.server.ts';

type Handlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> };

const HANDLERS: Handlers = {
  hourly: handleHourly,
  'identity-rehearse': handleIdentityRehearse,
  'identity-check': handleIdentityCheck,
  'till-owners': handleTillOwners,
  'identity-train': handleIdentityTrain,
  'inbox-process': handleInboxProcess,
  'backfill-step': handleBackfillStep,
  'profiles-of-source': handleProfilesOfSource,
  'rules-run': handleRulesRun,
  'shopify-refetch': handleShopifyRefetch,
  'shopify-stock': handleShopifyStock,
  'books-balance': handleBooksBalance,
  'upload-check': handleUploadCheck,
  'upload-import': handleUploadImport,
  'upload-repair': handleUploadRepair,
  'upload-undo': handleUploadUndo,
  'segment-goal': handleSegmentGoal,
  'segment-rebuild': handleSegmentRebuild,
  'segments-by-clock': handleSegmentsByClock,
  'quality-alert': handleQualityAlert,
  'quality-repair': handleQualityRepair,
  'quality-run': handleQualityRun,
  'quality-watch': handleQualityWatch,
  'quality-batch': handleQualityBatch,
  'reports-make': handleReportsMake,
  'report-mail': handleReportMail,
  'value-fit': handleValueFit,
  'activation-flow': handleActivationFlow,
  'activation-follow': handleActivationFollow,
  'activation-write': handleActivationWrite,
  'value-figures': handleValueFigures,
  'privacy-carry-out': handlePrivacyCarryOut,
  'shop-erase': handleShopErase,
  'shop-restate': handleShopRestate,
};

/** The catalogue's jobs with their handlers, each payload checked before it is trusted. */
export function taskList(): TaskList {
  return Object.fromEntries(Object.keys(HANDLERS).map((name) => [name, task(name as JobName)]));
}

function task<Name extends JobName>(name: Name) {
  return async (raw: unknown) => {
    const payload = JOBS[name].payload.parse(raw) as JobPayload<Name>;
    try {
      await HANDLERS[name](payload);
    } catch (error) {
      if ('shopId' in payload && (await isGone(Number(payload.shopId)))) {
        return log('info', 'a job of an erased shop ends', { job: name, shopId: Number(payload.shopId) });
      }
      const fault = faultFields(error);
      log('error', 'a job failed', {
        job: name,
        shopId: 'shopId' in payload ? Number(payload.shopId) : null,
        ...fault,
      });
      // The queue keeps what a job failed by: without the values that a fault may quote.
      throw new Error(`${fault['fault']}: ${fault['reason']}`);
    }
  };
}

/** Whether a shop was erased while its job waited or ran. False where the database cannot be asked. */
async function isGone(shopId: number): Promise<boolean> {
  return (await findShopDomain(shopId).catch(() => '')) === null;
}
