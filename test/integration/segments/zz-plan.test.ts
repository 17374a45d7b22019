import { describe, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql, raw } from '#app/platform/sql.ts';
import { countMembers } from '#app/segments/preview-statements.ts';
import { ruleContext } from '#app/segments/rule-context.ts';
import { emptyCatalogue } from '#app/segments/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { readRule } from './make-store.ts';
describe('plan', () => {
  const database = useDatabase();
  it('x', async () => {
    const { shopId } = await database.makeShop({ timeZone: 'UTC', currency: 'EUR' });
    const o = database.owner; const n = 200000;
    await o.query(`insert into source (shop_id,id,kind,name) overriding system value values (${shopId},1,'shopify','s')`);
    await o.query(`insert into profile (shop_id,id,public_id,email,phone,country,tags,first_seen_at) select ${shopId}, g, gen_random_uuid(), 'a'||g||'@x.de', null, (array['DE','US','FR'])[1+g%3], case when g%10=0 then array['vip'] else '{}' end, now() - (g%900)*interval '1 day' from generate_series(1,${n}) g`);
    await o.query(`insert into customer_record (shop_id,id,source_id,external_id,country) overriding system value select ${shopId}, g, 1, g::text, (array['DE','US','FR'])[1+g%3] from generate_series(1,${n}) g`);
    await o.query(`insert into profile_member select ${shopId}, g, g from generate_series(1,${n}) g`);
    await o.query(`insert into sales_order (shop_id,id,source_id,external_id,record_id,channel,placed_at,day,currency,total_minor,net_minor) overriding system value select ${shopId}, g, 1, g::text, 1+(g::bigint*7919)%${n}, (array['online','pos'])[1+(g/7)%2], now()-(g%700)*interval '1 day', current_date, 'EUR', g%9000, g%9000 from generate_series(1,${n * 3}) g`);
    await o.query(`insert into order_line (shop_id,order_id,position,product_external_id,title,quantity,total_minor) select ${shopId}, g, p, ((g*3+p)%500)::text, 't', 1, 100 from generate_series(1,${n * 3}) g, generate_series(1,2) p`);
    await o.query(`insert into profile_metrics (shop_id,profile_id,orders_count,net_minor,last_order_at,channels) select ${shopId}, pm.profile_id, count(*), sum(o.net_minor), max(o.placed_at), array_agg(distinct o.channel) from sales_order o join profile_member pm on pm.shop_id=o.shop_id and pm.record_id=o.record_id group by 2`);
    for (const t of 'profile profile_metrics sales_order order_line profile_member customer_record'.split(' ')) await o.query('vacuum analyze '+t);
    const context = ruleContext({ shopId, now: new Date(), timeZone: 'UTC', currency: 'EUR', catalogue: emptyCatalogue, segments: new Map() });
    const rules = ['orders_placed MATCHES (count >= 3, date >= -365d)', "share(orders, channel = 'pos') > 0.5", "first(orders.channel) = 'pos'", "orders_placed MATCHES (count >= 3, date >= -365d) OR products_purchased MATCHES (id = 7, count >= 2)"];
    for (const text of rules) {
      const st = countMembers(readRule(text), context);
      const t: number[] = []; let c = 0;
      for (let i = 0; i < 3; i++) { const s = performance.now(); const r = await withShop(shopId, (tx) => tx.rows<{members: number}>(st), {timeoutMs: 120000}); t.push(Math.round(performance.now() - s)); c = r[0]!.members; }
      console.log('### '+text, '->', c, t.join(' '), 'ms');
      if (Math.min(...t) > 500) { const e = await withShop(shopId, (tx) => tx.rows<Record<string,string>>(sql`${raw('explain analyze ')}${st}`), {timeoutMs: 120000}); console.log(e.map((r) => r['QUERY PLAN']).join('\n')); }
    }
  }, 600000);
});
