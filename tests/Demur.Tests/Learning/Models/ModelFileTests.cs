using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Tests.Learning.Models;

public sealed class ModelFileTests : IDisposable
{
    private static readonly ModelCard Card = new()
    {
        Kind = "test",
        CreatedBy = "demur 0.1.0",
        DataHash = "ab",
        Rows = 3,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["accuracy"] = 0.5 },
        Notes = ["A note."],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("demur-model").FullName;

    private string File => Path.Combine(_folder, "model.demur");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Everything_written_comes_back_to_the_last_bit()
    {
        ModelFile.Save(File, Card, writer =>
        {
            writer.WriteInt32(-5);
            writer.WriteDouble(Math.PI);
            writer.WriteString("naïve 𐐀");
            writer.WriteDoubles([0.1, double.NegativeInfinity]);
            writer.WriteSingles([0.1f]);
            writer.WriteInt32s([]);
            writer.WriteTerms(3, i => new[] { "", "sor\ud800", "sorry" }[i]);
        });
        var terms = new List<string>();

        var back = ModelFile.Load(File, "test", (reader, card) =>
        {
            var values = (reader.ReadInt32(), reader.ReadDouble(), reader.ReadString(), reader.ReadDoubles(), reader.ReadSingles(), reader.ReadInt32s());
            reader.ReadTerms(term => terms.Add(new string(term)));
            return (values, card);
        });

        Assert.Equal((-5, Math.PI, "naïve 𐐀"), (back.values.Item1, back.values.Item2, back.values.Item3));
        Assert.Equal([0.1, double.NegativeInfinity], back.values.Item4);
        Assert.Equal([0.1f], back.values.Item5);
        Assert.Empty(back.values.Item6);
        Assert.Equal(["", "sor\ud800", "sorry"], terms);
        Assert.Equal("A note.", Assert.Single(back.card.Notes));
        Assert.Equal(0.5, ModelFile.ReadCard(File).Metrics["accuracy"]);
    }

    [Fact]
    public void The_same_model_makes_the_same_bytes_and_leaves_no_temporary_file()
    {
        ModelFile.Save(File, Card, writer => writer.WriteInt32(1));
        var first = System.IO.File.ReadAllBytes(File);
        ModelFile.Save(File, Card, writer => writer.WriteInt32(1));

        Assert.Equal(first, System.IO.File.ReadAllBytes(File));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_found()
    {
        var bytes = ModelFile.ToBytes(Card, writer => writer.WriteDoubles([1, 2, 3]));

        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= 0x10;
            Assert.Throws<DemurException>(() => Load(flipped));
            Assert.Throws<DemurException>(() => Load(bytes[..i]));
        }
    }

    [Fact]
    public void A_file_of_another_kind_says_which()
    {
        var bytes = ModelFile.ToBytes(Card, writer => writer.WriteInt32(1));

        var error = Assert.Throws<DemurException>(() => ModelFile.FromBytes(bytes, "x.demur", "forest", (reader, _) => reader.ReadInt32()));

        Assert.Equal("x.demur: the file holds a test, not a forest. 'demur model show' prints what it is.", error.Message);
    }

    [Fact]
    public void A_file_of_a_later_version_asks_for_an_update()
    {
        var bytes = ModelFile.ToBytes(Card, writer => writer.WriteInt32(1));
        bytes[8] = 2;

        var error = Assert.Throws<DemurException>(() => Load(bytes));

        Assert.Equal("x.demur: the model file has layout version 2, this software reads version 1. Update Demur, or train the model anew.", error.Message);
    }

    [Fact]
    public void A_count_that_the_file_cannot_hold_is_refused_before_memory_is_taken()
    {
        var bytes = ModelFile.ToBytes(Card, writer => writer.WriteInt32(int.MaxValue - 100));

        var error = Assert.Throws<DemurException>(() => ModelFile.FromBytes(bytes, "x.demur", "test", (reader, _) => reader.ReadDoubles()));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_left_over_is_damage()
    {
        var bytes = ModelFile.ToBytes(Card, writer => writer.WriteDoubles([1, 2, 3]));

        Assert.Throws<DemurException>(() => ModelFile.FromBytes(bytes, "x.demur", "test", (reader, _) => reader.ReadInt32()));
    }

    [Fact]
    public void A_text_file_is_no_model()
    {
        System.IO.File.WriteAllText(File, "{\"not\": \"a model\"}");

        var error = Assert.Throws<DemurException>(() => ModelFile.ReadCard(File));

        Assert.Equal($"{File}: this is no Demur model file; one starts with 'DEMURMDL'.", error.Message);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_folder, "absent", "m.demur");

        Assert.Equal(3, Assert.Throws<DemurException>(() => ModelFile.Save(path, Card, _ => { })).ExitCode);
        Assert.Equal($"{path}: there is no such model file.", Assert.Throws<DemurException>(() => ModelFile.ReadCard(path)).Message);
    }

    [Fact]
    public void A_vocabulary_survives_with_its_options()
    {
        var options = new TfidfOptions { Analyzer = NgramAnalyzer.CharacterInWord, MaxNgram = 4, MinDocumentFrequency = DocumentFrequency.Count(2), MaxDocumentFrequency = DocumentFrequency.Fraction(0.75) };
        var model = new TfidfVectorizer(options).Fit(["sorry no", "sorry 𐐀𐐀 so", "no 𐐀𐐀"], TestContext.Current.CancellationToken);
        var bytes = ModelFile.ToBytes(Card, model.Write);

        var back = ModelFile.FromBytes(bytes, "x.demur", "test", (reader, _) => TfidfModel.Read(reader));

        Assert.Equal(options, back.Options);
        Assert.Equal(model.Idf.ToArray(), back.Idf.ToArray());
        Assert.Equal(model.Transform("so sorry 𐐀𐐀").Values.ToArray(), back.Transform("so sorry 𐐀𐐀").Values.ToArray());
    }

    private static int Load(byte[] bytes) => ModelFile.FromBytes(bytes, "x.demur", "test", (reader, _) => reader.ReadDoubles().Length);
}
