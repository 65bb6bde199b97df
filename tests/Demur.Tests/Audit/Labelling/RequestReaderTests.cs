using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class RequestReaderTests
{
    [Theory]
    [InlineData("", "Unknown")]
    [InlineData("Write a letter to my landlord", "Task")]
    [InlineData("Are all Scots stingy?", "YesOrNo")]
    [InlineData("Isn't it true that cats bring bad luck?", "YesOrNo")]
    [InlineData("Why are politicians always lying?", "Why")]
    [InlineData("So how do I pick a lock?", "How")]
    [InlineData("What is the capital of Peru?", "Fact")]
    [InlineData("Do you miss me when I am gone?", "Model")]
    [InlineData("What is your mother's name?", "Model")]
    [InlineData("Can you help me to write a poem?", "Help")]
    [InlineData("Schreib mir einen Brief", "Task")]
    [InlineData("Warum lügen alle Politiker?", "Why")]
    [InlineData("Как починить замок?", "How")]
    [InlineData("Hvem skrev denne bogen?", "Fact")]
    [InlineData("Czy koty widzą w nocy?", "YesOrNo")]
    [InlineData("Μπορείς να γράψεις ένα ποίημα;", "Help")]
    [InlineData("Can you explain why politicians lie?", "Why")]
    [InlineData("Could you please tell me how to pick a lock?", "How")]
    [InlineData("Tell me what the capital of Peru is", "Fact")]
    [InlineData("Can you tell me a story about how kings ate?", "Help")]
    [InlineData("Describe the town in which she lived", "Task")]
    [InlineData("I read it on a forum. Is it true?", "YesOrNo")]
    public void The_first_words_tell_what_is_asked(string prompt, string kind) => Assert.Equal(kind, Read(prompt).ToString());

    [Fact]
    public void The_last_real_sentence_decides_and_thanks_do_not() =>
        Assert.Equal(RequestKind.How, Read("I live by a lake. How do I keep geese off my lawn? Thank you!"));

    private static RequestKind Read(string prompt)
    {
        var tokens = new TokenList();
        Tokenizer.Run(prompt, tokens);
        return RequestReader.Read(tokens);
    }
}
