import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

// Starlight as it comes, with search and code blocks of its own. Only the sidebar is cut to sections: as it comes it
// prints a link to every record on every page, which no book of this size could be read with.
export default defineConfig({
  site: 'https://flakes.example.org',
  integrations: [
    starlight({
      title: 'A large Flakebook',
      sidebar: [{ label: 'Home', link: '/' }],
    }),
  ],
});
