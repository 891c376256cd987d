// What each expectation of the core of Great Expectations means, by its type: those of version 1.24 and the names that older ones had.
import type { Kind } from './arguments';
import { columnValues } from './columnValues';
import { figures } from './figures';
import { severalColumns } from './severalColumns';
import { tables } from './tables';

/** Of several tables, or not carried out by Great Expectations itself. */
export const notTested: Readonly<Record<string, string>> = {
  expect_table_row_count_to_equal_other_table: 'it speaks of another table.',
  expect_query_results_to_match_comparison: 'it speaks of another data source.',
  expect_column_bootstrapped_ks_test_p_value_to_be_greater_than:
    'Great Expectations no longer carries it out.',
  expect_column_chisquare_test_p_value_to_be_greater_than: 'Great Expectations no longer carries it out.',
  expect_column_pair_cramers_phi_value_to_be_less_than: 'Great Expectations no longer carries it out.',
  expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than:
    'Great Expectations no longer carries it out.',
};

/** By type, as suites name it. */
export const kinds: Readonly<Record<string, Kind>> = {
  ...columnValues,
  ...severalColumns,
  ...figures,
  ...tables,
};
