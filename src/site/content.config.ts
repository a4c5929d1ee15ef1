import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';

/** Starlight asks for this collection. The pages of the book are not in it: they come from src/site, without a copy in a store. */
export const collections = {
  docs: defineCollection({ loader: () => [], schema: docsSchema() }),
};
