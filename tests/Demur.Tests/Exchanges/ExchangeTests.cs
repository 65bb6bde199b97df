using Demur.Exchanges;

namespace Demur.Tests.Exchanges;

public sealed class ExchangeTests
{
    [Theory]
    [InlineData("Yes.", ExchangeOutcome.Answered)]
    [InlineData("", ExchangeOutcome.Empty)]
    [InlineData(" \n\t\u00a0", ExchangeOutcome.Empty)]
    public void An_answer_of_white_space_is_empty(string response, ExchangeOutcome expected) =>
        Assert.Equal(expected, Exchange.Of("Why?", response).Outcome);

    [Fact]
    public void The_prompt_is_the_last_thing_that_the_user_said()
    {
        var exchange = new Exchange
        {
            Conversation =
            [
                new ChatTurn(ChatRole.System, "S"),
                new ChatTurn(ChatRole.User, "first"),
                new ChatTurn(ChatRole.Assistant, "answer"),
                new ChatTurn(ChatRole.User, "second"),
                new ChatTurn(ChatRole.Tool, "result"),
            ],
        };

        Assert.Equal("second", exchange.Prompt);
    }

    [Fact]
    public void A_conversation_without_a_user_has_an_empty_prompt() =>
        Assert.Equal("", new Exchange { Conversation = [new ChatTurn(ChatRole.System, "S")] }.Prompt);
}
