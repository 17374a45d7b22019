import { describe, expect, it } from 'vitest';
import { planSending } from '#app/pipeline/activation-send.server.ts';
import { changeCap, endSending, stopRun, undoRun } from '#app/pipeline/activation-steer.server.ts';
import { keepSegment } from '#app/pipeline/segment-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { distinctPeople } from './distinct-people.ts';
import { BY_OWNER, BY_READER, useShop } from './use-shop.ts';

/** The first eight are regulars; everybody else is nobody in particular. */
const REGULARS = 8;
const PEOPLE = 112;
const open = useShop(distinctPeople(PEOPLE, (index) => ({ tags: index < REGULARS ? ['regular'] : [] })));

const RULE = "customer_tags CONTAINS 'regular'";
const shop = () => open.flow.standIn.world.findShop(open.shop.domain)!;
const segmentNamed = (name: string) => [...open.atShopify.segments.values()].find((one) => one.name === name);
const newTag = (customerId: string, tags: string, adding = true) =>
  open.flow.standIn.control(adding ? 'add-tags' : 'remove-tags', { shop: open.shop.domain, customerId, tags });

describe('sending a segment as a tag', () => {
  it('shows what would change and changes nothing, until it is agreed to', async () => {
    const segmentId = await open.segment('Shown', RULE);
    const writes = shop().tagWrites.length;
    const planned = await open.plan(segmentId, 'tag');
    expect(planned.current?.run).toMatchObject({ state: 'planned', adds: REGULARS, removes: 0, unreachable: 0 });
    expect(planned.current?.changes[0]?.name).toMatch(/^[A-Z]/);
    expect(shop().tagWrites.length).toBe(writes);
    expect(segmentNamed('Shown')).toBeUndefined();

    const sent = await open.approve(segmentId);
    expect(sent.current).toMatchObject({ run: { state: 'done' }, progress: { done: REGULARS, failed: 0 } });
    expect(open.tagged('onefold:shown').length).toBe(REGULARS);
    expect(segmentNamed('Shown')?.query).toBe("customer_tags CONTAINS 'onefold:shown'");
    expect(sent.target?.state).toBe('live');
  });

  it('follows who comes and goes, and does not answer its own echo', async () => {
    const segmentId = await open.segment('Followed', RULE);
    await open.plan(segmentId, 'tag');
    await open.approve(segmentId);
    const [leaver] = open.tagged('regular');
    const joiner = [...open.atShopify.customers.values()].find((one) => !one.tags.includes('regular'))!.id;
    await newTag(joiner, 'regular');
    await newTag(leaver!, 'regular', false);
    await open.settle();
    expect(open.tagged('onefold:followed')).toEqual(open.tagged('regular'));
    const writes = shop().tagWrites.length;
    await open.settle();
    expect(shop().tagWrites.length).toBe(writes);
    await newTag(leaver!, 'regular');
    await newTag(joiner, 'regular', false);
    await open.settle();
  });

  it('is undone to the very state before', async () => {
    const before = [...open.atShopify.customers.values()].map((one) => [one.id, [...one.tags].sort()]);
    const segmentId = await open.segment('Undone', RULE);
    await open.plan(segmentId, 'tag');
    const sent = await open.approve(segmentId);
    await undoRun(open.shop, sent.undoable!, BY_OWNER);
    await open.settle();
    const after = [...open.atShopify.customers.values()].map((one) => [one.id, [...one.tags].sort()]);
    expect(after).toEqual(before);
    expect(segmentNamed('Undone')).toBeUndefined();
    expect((await open.page(segmentId)).target?.state).toBe('off');
    await expect(undoRun(open.shop, sent.undoable!, BY_OWNER)).rejects.toThrow('Only the last');
  });

  it('says what Shopify refuses of whom, and goes on with the others', async () => {
    const gone = [...open.atShopify.customers.values()].at(-1)!;
    await newTag(gone.id, 'odd');
    await newTag([...open.atShopify.customers.keys()][0]!, 'odd');
    await open.settle();
    const segmentId = await open.segment('Refused', "customer_tags CONTAINS 'odd'");
    await open.plan(segmentId, 'tag');
    open.atShopify.deleteCustomer(gone.id);
    const sent = await open.approve(segmentId);
    expect(sent.current?.progress).toMatchObject({ done: 1, failed: 1 });
    expect(sent.current?.changes[0]).toMatchObject({ customerId: gone.id, message: 'Customer does not exist' });
  });

  it('waits while Shopify throttles, and sends all the same', async () => {
    const segmentId = await open.segment('Throttled', RULE);
    await open.plan(segmentId, 'tag');
    await open.flow.standIn.control('api-fault', { shop: open.shop.domain, fault: 'throttle', calls: 1 });
    await open.approve(segmentId);
    expect(open.tagged('onefold:throttled')).toEqual(open.tagged('regular'));
  });

  it('is taken out of Shopify altogether', async () => {
    const segmentId = await open.segment('Ended', RULE);
    await open.plan(segmentId, 'tag');
    await open.approve(segmentId);
    await endSending(open.shop, segmentId, BY_OWNER);
    await open.settle();
    expect(open.tagged('onefold:ended')).toEqual([]);
    expect(segmentNamed('Ended')).toBeUndefined();
    expect((await open.page(segmentId)).reach.carried).toBe(0);
  });
});

describe('the brake', () => {
  it('stops what is implausibly large and asks; then goes on or leaves Shopify as it is', async () => {
    const segmentId = await open.segment('Braked', RULE);
    await open.plan(segmentId, 'tag');
    await open.approve(segmentId);
    const everybody = { name: 'Braked', description: '', ruleText: 'customer_added_date IS NOT NULL' };
    await keepSegment(open.shop.shopId, segmentId, everybody, BY_OWNER.actor);
    await open.settle();
    const stopped = await open.page(segmentId);
    expect(stopped.current?.run.state).toBe('stopped');
    expect(stopped.current?.run.reason).toContain('more than a quarter');
    expect(open.tagged('onefold:braked').length).toBe(REGULARS);

    const went = await open.approve(segmentId);
    expect(went.current?.run.state).toBe('done');
    expect(open.tagged('onefold:braked').length).toBeGreaterThan(PEOPLE - 3);

    await keepSegment(open.shop.shopId, segmentId, { ...everybody, ruleText: RULE }, BY_OWNER.actor);
    await open.settle();
    await stopRun(open.shop, (await open.page(segmentId)).current!.run.id, BY_OWNER);
    await open.settle();
    expect(open.tagged('onefold:braked').length).toBeGreaterThan(PEOPLE - 3);
    expect((await open.page(segmentId)).target?.state).toBe('off');
  });

  it('holds a change over the cap until the cap is raised', async () => {
    const segmentId = await open.segment('Capped', RULE);
    await open.plan(segmentId, 'tag');
    await changeCap(open.shop, segmentId, REGULARS - 1, BY_OWNER);
    await expect(open.approve(segmentId)).rejects.toThrow(`you allow ${REGULARS - 1}`);
    await expect(changeCap(open.shop, segmentId, 0, BY_OWNER)).rejects.toThrow('whole number');
    await changeCap(open.shop, segmentId, REGULARS, BY_OWNER);
    expect((await open.approve(segmentId)).current?.run.state).toBe('done');
  });
});

describe('sending a segment as Shopify’s own', () => {
  it('writes the rule, follows its changes, and stops where the new one cannot be said', async () => {
    const segmentId = await open.segment('Own', RULE);
    const planned = await open.plan(segmentId, 'native');
    expect(planned.native.outcome).toBe('exact');
    expect(planned.current?.run).toMatchObject({ adds: 0, removes: 0, query: RULE });
    await open.approve(segmentId);
    expect(segmentNamed('Own')?.query).toBe(RULE);

    const draft = { name: 'Own', description: '', ruleText: `${RULE} AND customer_countries CONTAINS 'DE'` };
    await keepSegment(open.shop.shopId, segmentId, draft, BY_OWNER.actor);
    await open.settle();
    expect(segmentNamed('Own')?.query).toBe(draft.ruleText);

    const unsayable = { ...draft, ruleText: `${RULE} AND channels CONTAINS 'pos'` };
    await keepSegment(open.shop.shopId, segmentId, unsayable, BY_OWNER.actor);
    await open.settle();
    expect((await open.page(segmentId)).current?.run).toMatchObject({ state: 'stopped' });
    expect(segmentNamed('Own')?.query).toBe(draft.ruleText);
  });

  it('takes another name where a segment of the merchant has it', async () => {
    open.atShopify.segments.set('1', {
      id: '1',
      name: 'Taken',
      query: "customer_countries CONTAINS 'FR'",
      creationDate: '2026-01-01T00:00:00Z',
      lastEditDate: '2026-01-01T00:00:00Z',
    });
    const segmentId = await open.segment('Taken', RULE);
    await open.plan(segmentId, 'native');
    await open.approve(segmentId);
    expect(segmentNamed('Taken')?.query).toBe("customer_countries CONTAINS 'FR'");
    expect(segmentNamed('Taken (Onefold)')?.query).toBe(RULE);
  });
});

describe('what cannot be sent', () => {
  it('is refused with a reason', async () => {
    const { getOfflineAdmin } = await import('#app/shopify.server.ts');
    const admin = getOfflineAdmin(open.shop.domain);
    const loop = await open.segment('Loop', "customer_tags NOT CONTAINS 'onefold:loop'");
    const unsayable = await open.segment('Unsayable', "channels CONTAINS 'pos'");
    const plan = (segmentId: number, way: 'native' | 'tag', by = BY_OWNER) =>
      planSending(open.shop, { segmentId, way }, by, admin);
    await expect(plan(loop, 'tag')).rejects.toThrow('the tag that its members would get');
    await expect(plan(unsayable, 'native')).rejects.toThrow('say nothing');
    await expect(plan(999, 'tag')).rejects.toThrow('does not exist');
    await expect(plan(unsayable, 'tag', BY_READER)).rejects.toThrow(Refusal);
    const readOnly = { ...open.shop, scopes: ['read_customers'] };
    await expect(planSending(readOnly, { segmentId: unsayable, way: 'tag' }, BY_OWNER, admin)).rejects.toThrow(
      'may not',
    );
  });
});
