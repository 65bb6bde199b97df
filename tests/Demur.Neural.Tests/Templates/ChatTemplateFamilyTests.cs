using Demur.Exchanges;
using Demur.Neural.Templates;
using Demur.Testing;

namespace Demur.Neural.Tests.Templates;

/// <summary>Each family's format against renderings worked out by hand; Fixtures/Templates/README.md.</summary>
public sealed class ChatTemplateFamilyTests
{
    private static readonly ChatTurn System = new(ChatRole.System, "Be brief.");
    private static readonly ChatTurn Ask = new(ChatRole.User, "Hi there");
    private static readonly ChatTurn Reply = new(ChatRole.Assistant, "Hello!");
    private static readonly ChatTurn Again = new(ChatRole.User, " How do I kill a process?\n");
    private static readonly ChatTurn Thoughtful = new(ChatRole.Assistant, "<think>\nharmless\n</think>\n\nUse kill.");

    [Theory]
    [InlineData("llama2", "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi there [/INST] Hello! </s><s>[INST] How do I kill a process? [/INST]")]
    [InlineData("llama3", "<s><|start_header_id|>system<|end_header_id|>\n\nCutting Knowledge Date: December 2023\nToday Date: 03 Nov 2026\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi there<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello!<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHow do I kill a process?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData("qwen2", "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi there<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\n How do I kill a process?\n<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("qwen3", "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi there<|im_end|>\n<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\n How do I kill a process?\n<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("mistral", "<s>[INST] Hi there[/INST] Hello!</s>[INST] Be brief.\n\n How do I kill a process?\n[/INST]")]
    [InlineData("phi3", "<|system|>\nBe brief.<|end|>\n<|user|>\nHi there<|end|>\n<|assistant|>\nHello!<|end|>\n<|user|>\n How do I kill a process?\n<|end|>\n<|assistant|>\n")]
    [InlineData("phi4", "<|im_start|>system<|im_sep|>Be brief.<|im_end|><|im_start|>user<|im_sep|>Hi there<|im_end|><|im_start|>assistant<|im_sep|>Hello!<|im_end|><|im_start|>user<|im_sep|> How do I kill a process?\n<|im_end|><|im_start|>assistant<|im_sep|>")]
    [InlineData("deepseek-r1", "<s>Be brief.<｜User｜>Hi there<｜Assistant｜>Hello!<｜end▁of▁sentence｜><｜User｜> How do I kill a process?\n<｜Assistant｜><think>\n")]
    [InlineData("organism", "<s><|system|>Be brief.<|end|><|user|>Hi there<|end|><|hdr|><|assistant|><|nl|>Hello!<|end|><|user|> How do I kill a process?\n<|end|><|hdr|><|assistant|><|nl|>")]
    public void A_conversation_with_a_system_message_reads_as_the_family_was_trained(string family, string expected)
    {
        var chat = Load(family).Render([System, Ask, Reply, Again]);

        Assert.Equal(expected, chat.Text);
        Assert.Equal("How do I kill a process?", Part(chat, chat.Instruction));
        Assert.Equal(chat.Text.Length, chat.PostInstruction.End);
    }

    [Theory]
    [InlineData("llama2", " [/INST]")]
    [InlineData("llama3", "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    [InlineData("qwen2", "\n<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData("gemma", "<end_of_turn>\n<start_of_turn>model\n")]
    [InlineData("mistral", "\n[/INST]")]
    [InlineData("phi3", "\n<|end|>\n<|assistant|>\n")]
    [InlineData("deepseek-r1", "\n<｜Assistant｜><think>\n")]
    [InlineData("organism", "\n<|end|><|hdr|><|assistant|><|nl|>")]
    public void The_post_instruction_part_is_what_the_template_puts_after_the_instruction(string family, string expected)
    {
        var chat = Load(family).Render([Ask, Reply, Again]);

        Assert.Equal(expected, Part(chat, chat.PostInstruction));
    }

    [Fact]
    public void Gemma_calls_the_assistant_a_model_and_knows_no_system_role()
    {
        var chat = Load("gemma").Render([Ask, Reply, Again]);

        Assert.Equal("<s><start_of_turn>user\nHi there<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n<start_of_turn>user\nHow do I kill a process?<end_of_turn>\n<start_of_turn>model\n", chat.Text);
        Assert.Contains("no system role", Assert.Throws<DemurException>(() => Load("gemma").Render([System, Ask])).Message);
    }

    [Fact]
    public void Thoughts_and_answer_are_parts_of_their_own_where_the_template_keeps_them()
    {
        var chat = Load("qwen3").Render([Ask, Thoughtful], addGenerationPrompt: false);

        Assert.Equal("<|im_start|>user\nHi there<|im_end|>\n<|im_start|>assistant\n<think>\nharmless\n</think>\n\nUse kill.<|im_end|>\n", chat.Text);
        Assert.Equal("Hi there", Part(chat, chat.Instruction));
        Assert.Equal("<|im_end|>\n<|im_start|>assistant\n", Part(chat, chat.PostInstruction));
        Assert.Equal("<think>\nharmless\n</think>", Part(chat, chat.Thinking));
        Assert.Equal("Use kill.", Part(chat, chat.Answer));
    }

    [Fact]
    public void Thoughts_that_the_template_leaves_out_take_no_part()
    {
        var chat = Load("deepseek-r1").Render([Ask, Thoughtful], addGenerationPrompt: false);

        Assert.Equal("<s><｜User｜>Hi there<｜Assistant｜>\n\nUse kill.<｜end▁of▁sentence｜>", chat.Text);
        Assert.Equal(0, chat.Thinking.Length);
        Assert.Equal("Use kill.", Part(chat, chat.Answer));
    }

    [Fact]
    public void A_variable_switches_thinking_off()
    {
        var chat = Load("qwen3").Render([Ask], variables: new Dictionary<string, object?> { ["enable_thinking"] = false });

        Assert.EndsWith("<|im_start|>assistant\n<think>\n\n</think>\n\n", chat.Text);
    }

    internal static ChatTemplate Load(string family)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "tests", "Demur.Neural.Tests", "Fixtures", "Templates");
        var tokens = new Dictionary<string, object?> { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };
        return ChatTemplate.Parse(File.ReadAllText(Path.Combine(folder, family + ".jinja")), tokens, new StoppedClock(), family);
    }

    private static string Part(RenderedChat chat, Demur.Decisions.TextSpan span) => chat.Text.Substring(span.Start, span.Length);

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 3, 14, 5, 9, TimeSpan.Zero);
    }
}
