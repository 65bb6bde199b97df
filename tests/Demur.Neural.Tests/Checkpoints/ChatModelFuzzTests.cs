using System.Text;
using System.Text.RegularExpressions;
using Demur.Exchanges;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Generation;
using Demur.Neural.Organisms;
using Demur.Neural.Tests.Generation;
using Demur.Neural.Training;
using TinyModel = Demur.Neural.Tests.Checkpoints.Gguf.TinyModel;

namespace Demur.Neural.Tests.Checkpoints;

/// <summary>Whole folders and files with one part damaged: each opens and answers, or ends in a <see cref="DemurException"/>.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class ChatModelFuzzTests
{
    private const long MostMemory = 300L << 20;
    private static readonly string[] Families = ["llama", "qwen2", "qwen3_moe", "gemma3_text", "phi3", "deepseek", "mixtral", "mistral"];

    private static readonly string[] Values =
    [
        "0", "-1", "1", "2", "3", "7", "61", "4096", "16777216", "2147483647", "4294967296", "1e9", "1e308", "1e999", "0.5", "1e-30", "true", "null", "\"x\"", "[]", "{}", "[1,2]",
        "\"llama\"", "\"deepseek\"", "\"gemma2\"", "\"yarn\"", "\"llama3\"", "\"gelu\"", "{\"rope_type\":\"yarn\",\"factor\":1e9}", "{\"type\":\"dynamic\",\"factor\":4}", "{\"rope_type\":\"linear\",\"factor\":0}",
    ];

    private static readonly string[] Fields =
    [
        "rope_scaling", "rope_theta", "head_dim", "sliding_window", "layer_types", "partial_rotary_factor", "n_group", "n_shared_experts", "moe_layer_freq", "first_k_dense_replace", "decoder_sparse_step",
        "mlp_only_layers", "scoring_func", "topk_method", "attention_bias", "tie_word_embeddings", "eos_token_id", "max_position_embeddings", "norm_topk_prob", "final_logit_softcapping", "hidden_act", "use_sliding_window",
    ];

    [Fact]
    public void Folders_with_a_damaged_file_end_in_an_error_or_in_an_answer()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        var memory = Resident();
        var cases = FuzzCases.Or(250);
        for (var round = 0; round < cases; round++)
        {
            if (round % 50 == 0)
            {
                WriteFolder(folder, Families[round / 50 % Families.Length]);
            }

            var name = new[] { "config.json", "config.json", "config.json", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja" }[random.Next(6)];
            var whole = File.ReadAllText(folder[name]);
            var damaged = name == "config.json" && random.Next(4) > 0 ? WithOtherValue(random, whole) : Damaged(random, whole);
            folder.Write(name, damaged);
            Try(() => ChatModel.Open(folder.FullPath), round, $"{name}: {damaged}");
            folder.Write(name, whole);
        }

        Assert.InRange(Resident() - memory, long.MinValue, MostMemory);
    }

    [Fact]
    public void Gguf_files_with_damaged_metadata_end_in_an_error_or_in_an_answer()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(8);
        var memory = Resident();
        var cases = FuzzCases.Or(250);
        byte[] whole = [];
        for (var round = 0; round < cases; round++)
        {
            if (round % 50 == 0)
            {
                whole = WriteFile(folder, Families[round / 50 % Families.Length]);
            }

            // The metadata comes first; most of the rest is numbers, which may be any.
            var bytes = whole.ToArray();
            for (var wounds = random.Next(1, 4); wounds > 0; wounds--)
            {
                var at = random.Next(Math.Min(bytes.Length, 5000));
                bytes[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)(bytes[at] + 1) };
            }

            folder.Write("model.gguf", bytes);
            Try(() => ChatModel.Open(folder["model.gguf"]), round, "model.gguf");
        }

        Assert.InRange(Resident() - memory, long.MinValue, MostMemory);
    }

    [Fact]
    public void Adapters_cards_and_captured_directions_with_damage_end_in_an_error_or_load()
    {
        using var folder = new TemporaryFolder();
        using var model = Decoding.TinyModels.Create("llama");
        var random = new Random(9);
        using (var adapters = new LoraAdapters(model.Linears.Values, new LoraOptions { Rank = 2 }))
        {
            adapters.Save(folder.FullPath);
        }

        var config = File.ReadAllText(folder["adapter_config.json"]);
        using var organism = Organism.Load(OrganismSize.Nano);
        OrganismFolder.WriteCard(folder.FullPath, organism.Card);
        var card = File.ReadAllText(folder["organism.json"]);
        var cases = FuzzCases.Or(500);
        for (var round = 0; round < cases; round++)
        {
            folder.Write("adapter_config.json", random.Next(2) == 0 ? WithOtherValue(random, config) : Damaged(random, config));
            folder.Write("organism.json", random.Next(2) == 0 ? WithOtherValue(random, card) : Damaged(random, card));
            Survive(() => LoraAdapters.Load(model.Linears.Values, folder.FullPath).Dispose(), round, "adapter_config.json");
            Survive(() => OrganismFolder.ReadCard(folder.FullPath), round, "organism.json");
        }
    }

    private static void Try(Func<ChatModel> open, int round, string what) => Survive(
        () =>
        {
            using var model = open();
            IReadOnlyList<int> prompt = model.Template.Render([new ChatTurn(ChatRole.User, "w1 w2")], addGenerationPrompt: true).Encode(model.Tokenizer).Ids;
            var ids = prompt.Where(id => id < model.Model.Config.VocabularySize).Take(8).Append(0).ToArray();
            _ = new TextGenerator(model.Model, model.Tokenizer).Generate(ids, new GenerationOptions { MaximumTokens = 2 }, TestContext.Current.CancellationToken);
        },
        round,
        what);

    private static void Survive(Action use, int round, string what)
    {
        try
        {
            use();
        }
        catch (DemurException error)
        {
            Assert.InRange(error.Message.Length, 20, 4000);
        }
        catch (Exception error)
        {
            Assert.Fail($"Case {round}, {what}\n{error}");
        }
    }

    private static void WriteFolder(TemporaryFolder folder, string family)
    {
        var model = TinyModel.Of(family, layers: 2, vocabulary: TinyChat.Tokenizer.VocabularySize);
        SafetensorsWriter.Write(folder["model.safetensors"], model.Tensors);
        folder.Write("config.json", model.Config.ToJsonString());
        TinyChat.Tokenizer.Save(folder["tokenizer.json"]);
        folder.Write("tokenizer_config.json", """{"bos_token":"<s>","eos_token":"<|end|>","pad_token":{"content":"<pad>"},"add_bos_token":true,"model_max_length":64}""");
        folder.Write("chat_template.jinja", OrganismTemplate.Jinja);
    }

    private static byte[] WriteFile(TemporaryFolder folder, string family)
    {
        var model = TinyModel.Of(family, layers: 2);
        GgufWriter.Write(folder["model.gguf"], model.Tensors, model.Config, TinyModel.Tokenizer with { ChatTemplate = OrganismTemplate.Jinja });
        return File.ReadAllBytes(folder["model.gguf"]);
    }

    private static string WithOtherValue(Random random, string json)
    {
        var value = Values[random.Next(Values.Length)];
        if (random.Next(3) == 0)
        {
            return json.Insert(json.IndexOf('{') + 1, $"\"{Fields[random.Next(Fields.Length)]}\":{value},");
        }

        var places = Value().Matches(json);
        var place = places[random.Next(places.Count)].Groups["value"];
        return string.Concat(json.AsSpan(0, place.Index), value, json.AsSpan(place.Index + place.Length));
    }

    private static string Damaged(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var wounds = random.Next(1, 4); wounds > 0 && bytes.Count > 1; wounds--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 30), bytes.Count - at);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(32, 127); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                default: bytes[at] = (byte)"{}[]\",:0987-.eE\\%|"[random.Next(18)]; break;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    [GeneratedRegex("""
        :\s*(?<value>"[^"]*"|[-\d.eE+]+|true|false|null)
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Value();
}
