package zarang.yaml;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;

/**
 * A JSON Schema (2020-12) for YAML files. Immutable, any thread; reading one costs much more than
 * using it, so keep it.
 *
 * <p>A schema says what an admin should read with {@code "x-expected": "a port range such as
 * 20000-29999"}; on an {@code anyOf} or {@code oneOf} it stands for all the branches. The value of
 * a key that is {@code writeOnly} (a secret) never appears in a finding.
 */
public final class YamlSchema {
    static final String EXPECTED = "x-expected";

    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword(EXPECTED))
                    .build();

    private final Schema schema;
    private final SchemaWords words;

    private YamlSchema(Schema schema) {
        this.schema = schema;
        this.words = new SchemaWords(schema.getSchemaNode());
    }

    /** A schema from its JSON text. */
    public static YamlSchema of(String json) {
        return new YamlSchema(
                SchemaRegistry.withDialect(DIALECT).getSchema(json, InputFormat.JSON));
    }

    /** What breaks the schema, sorted by place. */
    public List<Finding> check(YamlMap root) {
        Findings findings = new Findings();
        schema.validate(SchemaTree.of(root)).forEach(error -> words.say(error, root, findings));
        return findings.list();
    }
}
