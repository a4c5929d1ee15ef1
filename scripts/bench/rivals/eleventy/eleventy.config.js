import syntaxHighlight from '@11ty/eleventy-plugin-syntaxhighlight';

export default function configure(eleventy) {
  eleventy.addPlugin(syntaxHighlight);
  // Code in records holds `{{` and `{%`: they are text, not templates.
  return { dir: { input: 'pages', includes: '../layouts', output: '_site' }, markdownTemplateEngine: false };
}
