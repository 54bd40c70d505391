/* What is promised of the networks of other programs: known by their looks, read whole; and what we write
 * is opened by igraph with the same counts.
 */

#include <glib/gstdio.h>
#include <igraph/igraph.h>
#include <string.h>

#include "exchange/mlg-demo.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-source.h"
#include "project-fixture.h"

static MlgSource *
read_text (const char *format,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  const MlgReader *reader = mlg_source_guess_reader ("essai.xml", bytes);
  MlgSource *source;

  g_assert_nonnull (reader);
  g_assert_cmpstr (reader->name, ==, format);
  source = mlg_source_read (reader, bytes, NULL, &error);
  g_assert_no_error (error);
  return source;
}

static guint
count_rows (MlgSource  *source,
            const char *entity)
{
  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    if (g_strcmp0 (mlg_sheet_get_entity (mlg_source_get_sheet (source, i)), entity) == 0)
      return mlg_sheet_get_n_rows (mlg_source_get_sheet (source, i)) - 1;
  return 0;
}

static void
test_graphml (void)
{
  g_autoptr(MlgSource) source = read_text ("graphml",
    "<?xml version=\"1.0\"?><!-- <gexf> --><graphml><graph edgedefault=\"directed\"><node id=\"a\"/>"
    "<node id=\"b\"><graph><node id=\"c\"/></graph></node><edge source=\"a\" target=\"b\"/><edge source=\"b\" target=\"a\"/>"
    "<edge source=\"a\" target=\"c\"/><edge source=\"c\" target=\"c\"/>"
    "<hyperedge><endpoint node=\"a\"/><endpoint node=\"b\"/></hyperedge></graph></graphml>");

  g_assert_cmpuint (count_rows (source, "actor"), ==, 3);
  g_assert_cmpuint (count_rows (source, "partnership"), ==, 3);
  g_assert_cmpuint (count_rows (source, "partnership_axis"), ==, 4);
  g_assert_cmpuint (count_rows (source, "position"), ==, 0);
}

static void
test_gexf (void)
{
  g_autoptr(MlgSource) source = read_text ("gexf",
    "<g:gexf xmlns:g=\"http://gexf.net/1.3\" version=\"1.3\"><g:graph><g:nodes><g:node id=\"a\" label=\"A\"><g:position x=\"1\" y=\"2\"/></g:node>"
    "<g:node id=\"b\" label=\"B\"><g:nodes><g:node id=\"c\"/></g:nodes></g:node></g:nodes>"
    "<g:edges><g:edge source=\"a\" target=\"b\"/></g:edges></g:graph></g:gexf>");

  g_assert_cmpuint (count_rows (source, "actor"), ==, 3);
  g_assert_cmpuint (count_rows (source, "partnership"), ==, 1);
  g_assert_cmpuint (count_rows (source, "partnership_axis"), ==, 1);
  g_assert_cmpuint (count_rows (source, "position"), ==, 1);
}

/* A web page is not a network. */
static void
test_others (void)
{
  static const char *const texts[] = { "<html><graphml/></html>", "<graphmlx>", "<kml>", "", "<!-- <graphml>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_cmpuint (mlg_reader_graphml.detect ("a.xml", bytes), ==, 0);
      g_assert_cmpuint (mlg_reader_gexf.detect ("a.xml", bytes), ==, 0);
    }
}

static void
test_igraph (void)
{
  g_autofree char *path = fixture_path ("demo.maillage");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgSource) source = NULL;
  igraph_t graph;
  FILE *file;

  project = mlg_project_create (path, "Essai", &error);
  g_assert_no_error (error);
  g_assert_true (mlg_demo_build (project, &error));
  g_assert_no_error (error);
  bytes = mlg_export_to_bytes (project, MLG_EXPORT_GRAPHML, NULL, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);

  igraph_set_attribute_table (&igraph_cattribute_table);
  file = tmpfile ();
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), file), ==, g_bytes_get_size (bytes));
  rewind (file);
  g_assert_cmpint (igraph_read_graph_graphml (&graph, file, 0), ==, IGRAPH_SUCCESS);
  fclose (file);

  source = mlg_source_read (&mlg_reader_graphml, bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (igraph_vcount (&graph), ==, 71);
  g_assert_cmpint (igraph_ecount (&graph), ==, 56);
  g_assert_cmpuint (count_rows (source, "actor"), ==, 71);
  g_assert_true (igraph_cattribute_has_attr (&graph, IGRAPH_ATTRIBUTE_VERTEX, "label"));
  igraph_destroy (&graph);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/networks/graphml", test_graphml);
  g_test_add_func ("/networks/gexf", test_gexf);
  g_test_add_func ("/networks/others", test_others);
  g_test_add_func ("/networks/igraph", test_igraph);

  fixture_begin ();
  result = g_test_run ();
  fixture_end ();
  return result;
}
