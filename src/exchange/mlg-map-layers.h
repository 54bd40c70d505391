/* The layers of the map that a project keeps: files of outlines turned into records, and back into shapes.
 *
 *   GeoJSON, TopoJSON, GeoPackage → MlgLayerFile (simplified, compact) → record map_layer → MlgMapLayer
 */

#pragma once

#include "store/mlg-project.h"
#include "territory/mlg-map-layer.h"

G_BEGIN_DECLS

#define MLG_LAYER_MAX_SHAPES 10000
#define MLG_LAYER_MAX_POINTS 60000     /* after simplification: 1 MB of text or so */

typedef struct
{
  char  *title;                /* proposed: the file's name */
  char  *content;              /* compact GeoJSON */
  char  *name_field;           /* proposed; NULL: nothing looks like a name */
  guint  n_shapes;
  guint  n_points_read, n_points;
} MlgLayerFile;

/* Errors: MLG_EXCHANGE_ERROR, G_IO_ERROR, G_FILE_ERROR. Thread: any. */
MlgLayerFile *mlg_layer_file_read      (const char          *path,
                                        GCancellable        *cancellable,
                                        GError             **error);
void          mlg_layer_file_free      (MlgLayerFile        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgLayerFile, mlg_layer_file_free)

/* Names of the fields in @content that may be names, with an example each: NULL-terminated pairs. */
char        **mlg_layer_dup_fields     (const char          *content);

/* One command, undoable: above the layers that are there. Thread of the project. */
gboolean      mlg_project_add_layer    (MlgProject          *project,
                                        const MlgLayerFile  *file,
                                        MlgId               *id,
                                        GError             **error);
/* Those that are shown, from the lowest. Array of MlgMapLayer, never NULL; shapes are kept from one call to
 * the next while their content is the same. Thread of the project. */
GPtrArray    *mlg_project_map_layers   (MlgProject          *project);

/* All of them, hidden or not, from the highest, as a panel lists them. Array of MlgLayerLine. */
typedef struct
{
  MlgId    id;
  char    *title, *colour, *attribution, *licence, *name_field;   /* NULL: none */
  gboolean shown;
  gint64   position;
} MlgLayerLine;

GPtrArray    *mlg_project_list_layers  (MlgProject          *project);
/* Exchanges the layer with the one above or below it; one command. FALSE without error: it is the last there. */
gboolean      mlg_project_move_layer   (MlgProject          *project,
                                        const MlgId         *id,
                                        gboolean             up,
                                        GError             **error);

/* Colours proposed for layers: apart from those of the actors' categories. "#rrggbb", NULL-terminated. */
const char *const *mlg_layer_get_colours (void);

G_END_DECLS
