import { type ProfileMetrics, readMetrics } from '#app/metrics/read-metrics.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { ProfileQuery } from '#app/profiles/profile-query.ts';
import { type Presents, readPresents } from '#app/profiles/read-presents.server.ts';
import { type ProfileDetail, readProfile } from '#app/profiles/read-profile.server.ts';
import { readTimeline, type TimelineEntry } from '#app/profiles/read-timeline.server.ts';
import { type ProfilePage, searchProfiles } from '#app/profiles/search-profiles.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';

/** The list of profiles with the sources that it can be narrowed to. */
export function readProfileList(shopId: number, query: ProfileQuery): Promise<ProfilePage & { sources: SourceLine[] }> {
  return withShop(shopId, async (tx) => ({ ...(await searchProfiles(tx, query)), sources: await readSources(tx) }));
}

export type ProfilePageData = ProfileDetail & {
  metrics: ProfileMetrics | null;
  presents: Presents;
  timeline: TimelineEntry[];
};

/** One profile with its figures and its life; null if nobody has this id. */
export function readProfilePage(shopId: number, publicId: string): Promise<ProfilePageData | null> {
  return withShop(shopId, async (tx) => {
    const detail = await readProfile(tx, publicId);
    if (!detail) {
      return null;
    }
    return {
      ...detail,
      metrics: await readMetrics(tx, detail.profile.id),
      presents: await readPresents(tx, detail.profile.id),
      timeline: await readTimeline(tx, detail.profile.id),
    };
  });
}
