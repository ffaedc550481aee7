package dev.pubsub.json.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pubsub.error.PubSubException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version may follow which. */
final class CompatibilityTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode json(String text) throws JsonProcessingException {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'integer'}                     | {'type':'number'}",
        "{'type':['string','null']}             | {'type':['null','string','object']}",
        "{'type':'string'}                      | {}",
        "false                                  | {'type':'string'}",
        "{'const':1}                            | {'enum':[2,1]}",
        "{'enum':[1]}                           | {'enum':[1,2]}",
        "{'enum':[1,2]}                         | {}",
        "{'minimum':3}                          | {'exclusiveMinimum':2}",
        "{'exclusiveMinimum':3}                 | {'minimum':3}",
        "{'maximum':3}                          | {'maximum':3.5}",
        "{'type':'string'}                      | {'type':['string','number'],'minimum':3}",
        "{'minLength':3,'maxLength':4}          | {'minLength':2,'maxLength':5}",
        "{'type':'array','maxItems':2}          | {'type':'array'}",
        "{'required':['a','b']}                 | {'required':['b']}",
        "{'additionalProperties':false}         | {'properties':{'a':{'type':'string'}},'additionalProperties':false}",
        "{'properties':{'a':{'minimum':1}}}     | {'properties':{'a':{'minimum':0}}}",
        "{'items':{'type':'integer'}}           | {'items':{'type':'number'}}",
        "{'type':'string','title':'a'}          | {'type':'string','title':'b','format':'date'}",
        "{'pattern':'a+','title':'a'}           | {'pattern':'a+','title':'b'}",
        "{'$ref':'#/$defs/a','$defs':{'a':{}}}  | {'$ref':'#/$defs/a','$defs':{'a':{}}}",
      })
  void whatIsWiderFollows(String before, String after) throws JsonProcessingException {
    Compatibility.check(json(before), json(after));
    Compatibility.check(json(after), json(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'number'}                | {'type':'integer'}             | ''                 | type",
        "{}                               | {'type':'string'}              | ''                 | type",
        "{}                               | false                          | ''                 | nothing",
        "{}                               | {'enum':[1]}                   | ''                 | enum",
        "{'enum':[1,2]}                   | {'enum':[1]}                   | ''                 | enum",
        "{'const':2}                      | {'const':1}                    | ''                 | const",
        "{}                               | {'const':1}                    | ''                 | const",
        "{'minimum':3}                    | {'minimum':4}                  | ''                 | minimum",
        "{'minimum':3}                    | {'exclusiveMinimum':3}         | ''                 | exclusiveMinimum",
        "{}                               | {'maximum':3}                  | ''                 | maximum",
        "{'maximum':3}                    | {'exclusiveMaximum':3}         | ''                 | exclusiveMaximum",
        "{}                               | {'minLength':1}                | ''                 | minLength",
        "{'maxItems':2}                   | {'maxItems':1}                 | ''                 | maxItems",
        "{'type':'array'}                 | {'uniqueItems':true}           | ''                 | uniqueItems",
        "{'required':['a']}               | {'required':['a','b']}         | ''                 | 'b'",
        "{}                               | {'properties':{'a':{'type':'string'}}} | '/properties/a' | type",
        "{}                               | {'properties':{'a/~b':false}}  | '/properties/a~1~0b' | nothing",
        "{'properties':{'a':{}}}          | {'additionalProperties':false} | '/properties/a'    | nothing",
        "{}                               | {'additionalProperties':false} | '/additionalProperties' | nothing",
        "{'items':{'items':{}}}           | {'items':{'items':{'minimum':1}}} | '/items/items'  | minimum",
        "{'pattern':'a+'}                 | {'pattern':'a*'}               | ''                 | pattern",
        "{'properties':{'a':{'pattern':'a','minLength':2}}} | {'properties':{'a':{'pattern':'a'}}} | '/properties/a' | pattern",
        "{'$ref':'#/$defs/a','$defs':{'a':{'minimum':1}}} | {'$ref':'#/$defs/a','$defs':{'a':{}}} | '' | references",
      })
  void whatIsNarrowerDoesNot(String before, String after, String at, String why) {
    PubSubException refusal =
        catchThrowableOfType(
            PubSubException.class, () -> Compatibility.check(json(before), json(after)));

    assertThat(refusal.code()).isEqualTo(SchemaError.SCHEMA_INCOMPATIBLE);
    assertThat(refusal).hasMessageStartingWith("the schema at " + at + " ");
    assertThat(refusal).hasMessageContaining(why);
  }
}
