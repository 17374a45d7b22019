import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { CompileContext } from '../compile-context.ts';
import type { ProfileFacts } from '../facts.ts';
import type { FunctionClause, Parameter, PointValue } from '../types.ts';
import { describePlain } from '../value-types/describe-condition.ts';
import type { FunctionDefinition } from './function.ts';

const EARTH_RADIUS_KM = 6371.0088;
const KM_PER_MILE = 1.609344;
const decimalText = '^-?\\d{1,3}(\\.\\d{1,15})?$';
const decimalPattern = new RegExp(decimalText);

type Reach = { center: PointValue; km: number };

/** Great-circle distance from a point to any of the person's addresses that have coordinates. */
export const placeFunctions = {
  customer_within_distance: {
    label: 'Within distance',
    description: 'Has an address within a distance of a point. Addresses without coordinates are nowhere.',
    example: 'customer_within_distance MATCHES (coordinates = (52.52, 13.405), distance_km <= 10)',
    part: 'records',
    parameters: {
      coordinates: {
        type: { kind: 'point' },
        label: 'point',
        description: 'Latitude and longitude in degrees.',
        example: 'coordinates = (52.52, 13.405)',
      },
      distance_km: distance('kilometres', 'distance_km <= 10'),
      distance_mi: distance('miles', 'distance_mi <= 6'),
    },
    required: ['coordinates'],
    shopify: { parameters: ['coordinates', 'distance_km', 'distance_mi'], note: null },
    compile,
    holds: (clause, facts) => nearest(clause, facts).some((km) => km <= reachOf(clause).km) !== clause.negated,
    found: (clause, facts) => {
      const [closest] = nearest(clause, facts).toSorted((a, b) => a - b);
      return closest === undefined ? 'no address with coordinates' : `nearest address ${closest.toFixed(1)} km away`;
    },
    describe: (parameters, negated) => describe(parameters, negated),
  },
} satisfies Record<string, FunctionDefinition>;

function compile(clause: FunctionClause, context: CompileContext): Sql {
  const { center, km } = reachOf(clause);
  return sql`${raw(clause.negated ? 'not exists' : 'exists')} (
    select 1
    from profile_member pm
    join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id and r.deleted_at is null
    cross join lateral (
      select case when r.custom ->> 'latitude' ~ ${decimalText} then radians((r.custom ->> 'latitude')::double precision) end as latitude,
             case when r.custom ->> 'longitude' ~ ${decimalText} then radians((r.custom ->> 'longitude')::double precision) end as longitude
    ) as place
    where pm.shop_id = ${context.shopId}::bigint and pm.profile_id = p.id
      and ${2 * EARTH_RADIUS_KM}::double precision * asin(least(1, sqrt(
        power(sin((place.latitude - radians(${center.latitude}::double precision)) / 2), 2)
        + cos(radians(${center.latitude}::double precision)) * cos(place.latitude)
          * power(sin((place.longitude - radians(${center.longitude}::double precision)) / 2), 2)
      ))) <= ${km}::double precision
  )`;
}

/** Distances in kilometres of the person's addresses that have coordinates. */
function nearest(clause: FunctionClause, facts: ProfileFacts): number[] {
  const { center } = reachOf(clause);
  return facts.records.flatMap(({ custom }) => {
    const { latitude = '', longitude = '' } = custom;
    const known = decimalPattern.test(latitude) && decimalPattern.test(longitude);
    return known
      ? [distanceKm(Number(center.latitude), Number(center.longitude), Number(latitude), Number(longitude))]
      : [];
  });
}

/** Haversine formula. */
function distanceKm(latitudeA: number, longitudeA: number, latitudeB: number, longitudeB: number): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [a, b] = [radians(latitudeA), radians(latitudeB)];
  const half =
    Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(longitudeB - longitudeA) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The clause's circle; without a distance it has no extent. */
function reachOf(clause: FunctionClause): Reach {
  const given = (name: string) => {
    const condition = clause.parameters.find((parameter) => parameter.name === name)?.condition;
    return condition?.kind === 'compare' ? condition.value : null;
  };
  const center = given('coordinates');
  const [km, miles] = [given('distance_km'), given('distance_mi')];
  const reach =
    km?.kind === 'number' ? Number(km.decimal) : miles?.kind === 'number' ? Number(miles.decimal) * KM_PER_MILE : 0;
  return { center: center?.kind === 'point' ? center : { kind: 'point', latitude: '0', longitude: '0' }, km: reach };
}

function distance(unit: string, example: string) {
  return {
    type: { kind: 'number_text' as const },
    label: unit,
    description: `Reach in ${unit}, the border included. Give kilometres or miles, not both.`,
    example,
    operators: ['=', '<='] as const,
  };
}

function describe(parameters: readonly Parameter[], negated: boolean): string {
  const phrase = (name: string) => {
    const condition = parameters.find((parameter) => parameter.name === name)?.condition;
    return condition ? describePlain(condition).replace(/^is (at most |less than )?/, '') : null;
  };
  const reach = phrase('distance_km') ? `${phrase('distance_km')} km` : `${phrase('distance_mi') ?? '0'} miles`;
  return `who have ${negated ? 'no' : 'an'} address within ${reach} of ${phrase('coordinates') ?? 'a point'}`;
}
