import { useNavigate, useSearchParams } from '@remix-run/react';
import { ChoiceList, IndexFilters, useSetIndexFiltersMode } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { PROFILE_FILTERS, SORT_OPTIONS } from './profile-filters.ts';

type Props = { sources: readonly { id: number; name: string }[]; loading: boolean };

const TYPING_PAUSE_MS = 300;

/** Search, filters and order of the profile list; all of it lives in the address, so that a list can be shared. */
export function ProfileListFilters({ sources, loading }: Props) {
  const [params] = useSearchParams();
  const { mode, setMode } = useSetIndexFiltersMode();
  const change = useChange();
  const [typed, setTyped] = useTypedSearch(change);
  const filters = [
    ...PROFILE_FILTERS,
    { key: 'source', label: 'Source', choices: sources.map((one) => ({ value: String(one.id), label: one.name })) },
  ];
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={[]}
      selected={0}
      canCreateNewView={false}
      loading={loading}
      queryValue={typed}
      queryPlaceholder="Search by name, e-mail, phone or company"
      onQueryChange={setTyped}
      onQueryClear={() => setTyped('')}
      cancelAction={{ onAction: () => setTyped('') }}
      sortOptions={SORT_OPTIONS}
      sortSelected={[params.get('sort') ?? 'value desc']}
      onSort={([sort]) => change({ sort: sort ?? null })}
      onClearAll={() => change({ q: null, ...Object.fromEntries(filters.map(({ key }) => [key, null])) })}
      filters={filters.map(({ key, label, choices }) => ({
        key,
        label,
        pinned: true,
        filter: (
          <ChoiceList
            title={label}
            titleHidden
            choices={[...choices]}
            selected={[params.get(key) ?? '']}
            onChange={([value]) => change({ [key]: value ?? null })}
          />
        ),
      }))}
      appliedFilters={filters.flatMap(({ key, label, choices }) => {
        const chosen = choices.find((choice) => choice.value === params.get(key));
        return chosen ? [{ key, label: `${label}: ${chosen.label}`, onRemove: () => change({ [key]: null }) }] : [];
      })}
    />
  );
}

/** Sets parameters of the address; null takes one away. A new question starts on its first page. */
function useChange() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    next.delete('page');
    for (const [key, value] of Object.entries(changes)) {
      if (value) {
        next.set(key, value);
      } else {
        next.delete(key);
      }
    }
    navigate(`?${next}`, { replace: true, preventScrollReset: true });
  };
}

/** What is typed shows at once; the list follows when the typing pauses. */
function useTypedSearch(change: (changes: Record<string, string | null>) => void): [string, (text: string) => void] {
  const [params] = useSearchParams();
  const inAddress = params.get('q') ?? '';
  const [typed, setTyped] = useState(inAddress);
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    if (typed === inAddress) {
      return;
    }
    const timer = setTimeout(() => latest.current({ q: typed || null }), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, inAddress]);
  return [typed, setTyped];
}
