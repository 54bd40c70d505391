/* Values of fields in their canonical form: always text, NULL when unknown.
 *
 *   text, code, term   the text itself, trimmed; never ""
 *   integer, number    "30000", "44.96": a point, no thousands separator
 *   yes/no             "1", "0"
 *   reference          the 36-character id; any: "actor:36-character id"
 *   composite          parts separated by U+001F, empty parts at the end left out:
 *                      place "44.96␟3.547␟commune", date "1985␟Au milieu des années 80␟1"
 *   multiple           elements separated by U+001E (what a record shows; the journal keeps
 *                      one row of "link" per element)
 */

#pragma once

#include "model/mlg-schema.h"

G_BEGIN_DECLS

#define MLG_PART_SEPARATOR    '\x1f'
#define MLG_ELEMENT_SEPARATOR '\x1e'

#define MLG_VALUE_ERROR (mlg_value_error_quark ())
GQuark mlg_value_error_quark (void);

typedef enum
{
  MLG_VALUE_ERROR_INVALID,     /* message: a sentence for the user, translated */
} MlgValueError;

/* What a person or a file wrote → canonical; dates in French words, decimal commas, oui/non,
 * term ids or labels (folded). References are not resolved here: ids only.
 * For a composite field @input is all parts, or its first part alone.
 * Returns TRUE with *value NULL for "nothing". Thread: any. */
gboolean    mlg_value_parse        (const MlgField  *field,
                                    const char      *input,
                                    char           **value,
                                    GError         **error);

/* One part of a composite replaced: @old may be NULL. */
gboolean    mlg_value_parse_part   (const MlgField  *field,
                                    guint            part,
                                    const char      *old,
                                    const char      *input,
                                    char           **value,
                                    GError         **error);

/* Is @value canonical for @field? Merge asks this of foreign operations. */
gboolean    mlg_value_is_valid     (const MlgField  *field,
                                    const char      *value);

/* For people, in their language: « Marchande », « vers 1985 », « 30 000 € ». References are
 * left as ids (a project resolves them). Never NULL. */
char       *mlg_value_to_display   (const MlgField  *field,
                                    const char      *value);

char       *mlg_value_dup_part     (const char      *value,
                                    guint            part);        /* NULL if empty */
char       *mlg_value_join_parts   (const char *const *parts,
                                    guint            n_parts);     /* NULL if all empty */
char      **mlg_value_split        (const char      *value);       /* elements of a multiple value; never NULL */
char       *mlg_value_join         (const char *const *elements);  /* NULL if none */

gboolean    mlg_value_get_place    (const char      *value,
                                    double          *lat,          /* degrees WGS 84 */
                                    double          *lon,
                                    const char     **precision);   /* points into value; NULL or "" if none */

G_END_DECLS
