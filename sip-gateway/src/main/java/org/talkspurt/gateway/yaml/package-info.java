/** YAML files of operators: read with the line of each node and checked against a JSON Schema. */
@NullMarked
package org.talkspurt.gateway.yaml;

import org.jspecify.annotations.NullMarked;
