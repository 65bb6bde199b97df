using Demur.Exchanges;
using Demur.Neural.Templates;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Templates;

public sealed class ChatTemplateTests
{
    // Expected texts from Jinja2 3.1 in Python, with trim_blocks and lstrip_blocks on.
    [Theory]
    [InlineData("{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 10 }}", "3 -4 2 3.5 1024")]
    [InlineData("{{ [1, 'a', none, true, 1.5] }} {{ {'k': \"it's\"} }}", "[1, 'a', None, True, 1.5] {'k': \"it's\"}")]
    [InlineData("{{ 'abcdef'[1:-1] }} {{ 'abc'[::-1] }} {{ [1,2,3][-2:] }} {{ 'abc'[-1] }}", "bcde cba [2, 3] c")]
    [InlineData("{{ x is defined }} {{ x }} {{ x | default('d') }} {{ '' | default('e', true) }}", "False  d e")]
    [InlineData("{% set ns = namespace(n=0) %}{% for i in range(4) if i != 2 %}{% set ns.n = ns.n + i %}{{ loop.index }}{{ '' if loop.last else ',' }}{% else %}none{% endfor %}={{ ns.n }}", "1,2,3=4")]
    [InlineData("{% set a, b = 'x', [2] %}{{ a ~ b }}{% for k, v in {'p': 1, 'q': 2}.items() %} {{ k }}{{ v }}{% endfor %}", "x[2] p1 q2")]
    [InlineData("{% macro greet(name, mark='!') %}Hi {{ name }}{{ mark }}{% endmacro %}{{ greet('A') }}{{ greet('B', mark='?') }}", "Hi A!Hi B?")]
    [InlineData("a  \n  {%- if true -%}  \n b {% endif %}\nc", "ab c")]
    [InlineData("  {% if true %}\nx\n  {% endif %}\ny\n", "x\ny")]
    [InlineData("{# note #}\nz{% raw %}{{ x }}{% endraw %}", "z{{ x }}")]
    [InlineData("{{ {'b': [1, 2.0, 'é\"\\n'], 'a': none} | tojson }}", "{\"b\": [1, 2.0, \"é\\\"\\n\"], \"a\": null}")]
    [InlineData("{{ [{'a': 1}, []] | tojson(indent=2) }}", "[\n  {\n    \"a\": 1\n  },\n  []\n]")]
    [InlineData("{{ [{'r': 'u', 't': 1}, {'r': 's', 't': 2}] | selectattr('r', 'equalto', 's') | map(attribute='t') | list }}", "[2]")]
    [InlineData("{{ ' a b ' | trim | upper | replace('A', 'x') }} {{ 'a,b'.split(',') | join('-') }} {{ 'ab' * 2 }}", "x B a-b abab")]
    [InlineData("{{ 1 < 2 <= 2 and not 'a' in 'xyz' }} {{ 'a' not in ['a'] }} {{ 3 is odd }} {{ 'x' is string and 1 is not none }}", "True False True True")]
    [InlineData("{% for i in [1,2,3,4] %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}", "13")]
    [InlineData("{% set t %}in {{ 1 + 1 }}{% endset %}[{{ t }}]{% generation %}g{% endgeneration %}", "[in 2]g")]
    [InlineData("{{ messages[0].role }}{{ messages[0]['content'] }}{{ messages | length }}", "userhello1")]
    [InlineData("{{ 'yes' if messages[0].get('name', '') == '' else 'no' }}{{ messages[0].nothing is defined }}", "yesFalse")]
    public void The_language_means_what_it_means_in_the_reference(string template, string expected) =>
        Assert.Equal(expected, ChatTemplate.Parse(template).Render([new ChatTurn(ChatRole.User, "hello")]).Text);

    [Theory]
    [InlineData("{% for i in range(100000000) %}x{% endfor %}", "million characters")]
    [InlineData("{% for i in range(400000) %}{{ '' if 1 == 1 and 2 == 2 and 3 == 3 and 4 == 4 }}{% endfor %}", "steps")]
    [InlineData("{% set ns = namespace(s='ab') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}", "million characters")]
    [InlineData("{{ 'a' * 9000000000 }}", "million characters")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "nests too deeply")]
    [InlineData("{% set ns = namespace(l=[]) %}{% for i in range(200000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}", "nests too deeply")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "64 bits")]
    [InlineData("{% include 'etc/passwd' %}", "not supported")]
    [InlineData("a\n{{ x.y }}", "line 2: 'x' is undefined")]
    [InlineData("{{ 'a' | trimm }}", "did you mean trim?")]
    [InlineData("{% if x %}", "endif")]
    [InlineData("{{ messages.__class__ }}{{ ''.__class__.__mro__ }}", "undefined")]
    public void What_a_hostile_or_broken_template_does_ends_in_a_clear_error(string template, string expected)
    {
        var error = Assert.Throws<DemurException>(() => ChatTemplate.Parse(template).Render([new ChatTurn(ChatRole.User, "hello")]));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Deep_nesting_in_the_source_is_refused_and_no_stack_overflows()
    {
        foreach (var source in new[] { "{{ " + new string('(', 500_000), "{{ " + string.Concat(Enumerable.Repeat("not ", 200_000)) + "x }}", "{{ x" + string.Concat(Enumerable.Repeat(" + x", 200_000)) + " }}", string.Concat(Enumerable.Repeat("{% if a %}", 90_000)) })
        {
            Assert.Throws<DemurException>(() => ChatTemplate.Parse(source).Render([]));
        }
    }

    [Fact]
    public void Tokens_know_which_part_of_the_conversation_they_belong_to()
    {
        var tokenizer = WordLevelTokenizer.Build(
            ["how", "to", "bake", "sure", ",", "here", "be", "strict"],
            ["<s>", "<unk>", "<|system|>", "<|user|>", "<|end|>", "<|hdr|>", "<|assistant|>", "<|nl|>"]);
        var template = ChatTemplateFamilyTests.Load("organism");

        var asked = template.Render([new(ChatRole.System, "be strict"), new(ChatRole.User, "how to bake")]).Encode(tokenizer);
        var answered = template.Render([new(ChatRole.User, "how to bake"), new(ChatRole.Assistant, "sure , here")], addGenerationPrompt: false).Encode(tokenizer);

        Assert.Equal(new TokenRange(0, 6), asked.Prefix);
        Assert.Equal(new TokenRange(6, 3), asked.Instruction);
        Assert.Equal("bake", tokenizer.TokenText(asked.Ids[asked.LastInstruction]));
        Assert.Equal(["<|end|>", "<|hdr|>", "<|assistant|>", "<|nl|>"], asked.Ids.Skip(asked.PostInstruction.Start).Select(id => tokenizer.TokenText(id)));
        Assert.Equal("<|nl|>", tokenizer.TokenText(asked.Ids[asked.LastPostInstruction]));
        Assert.Equal(["sure", ",", "here"], answered.Ids.Skip(answered.Answer.Start).Take(answered.Answer.Length).Select(id => tokenizer.TokenText(id)));
        Assert.Equal(answered.Answer.Start, answered.PostInstruction.End);
    }

    [Fact]
    public void The_same_words_said_twice_are_found_where_they_were_said_last()
    {
        var chat = ChatTemplateFamilyTests.Load("qwen2").Render([new(ChatRole.User, "user"), new(ChatRole.Assistant, "user"), new(ChatRole.User, "user")]);

        Assert.EndsWith("<|im_start|>user\n", chat.Text[..chat.Instruction.Start]);
        Assert.Equal("<|im_end|>\n<|im_start|>assistant\n", chat.Text[chat.Instruction.End..]);
    }

    [Fact]
    public void Broken_templates_end_in_a_clear_error_or_in_a_text()
    {
        var random = new Random(29);
        foreach (var seed in Enumerable.Range(0, FuzzCases.Or(3000)))
        {
            HostileTemplates.Try(random, seed);
        }
    }
}
