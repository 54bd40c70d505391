/* What the marks of a graph say: how large they are, their colour, their form. */

#pragma once

#include "analysis/mlg-grouping.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_SIZE_BY_DEGREE,             /* with how many it is linked */
  MLG_SIZE_BY_HEADCOUNT,
  MLG_SIZE_BY_AXES,               /* of all its partnerships */
  MLG_SIZE_EQUAL,
  MLG_N_SIZES,
} MlgSceneSize;

typedef enum
{
  MLG_FORM_AS_COLOUR,             /* colour is never alone: each class has both */
  MLG_FORM_BY_KIND,               /* organisation, collective, place, group, person */
} MlgSceneForm;

typedef struct
{
  MlgLayers     layers;           /* that degrees, islands and bridges are of */
  MlgSceneSize  size;
  MlgSceneForm  form;
  MlgGrouping  *colours;          /* lent; NULL: by category */
  MlgGrouping  *hulls;            /* lent: networks drawn round their members; NULL: none */
} MlgSceneOptions;

G_END_DECLS
