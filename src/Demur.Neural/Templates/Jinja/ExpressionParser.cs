using System.Globalization;

namespace Demur.Neural.Templates.Jinja;

/// <summary>Reads a template's expressions, loosest operators first.</summary>
internal sealed class ExpressionParser(TokenReader tokens)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] NoTestArgument = ["else", "or", "and", "is", "if", "in", "not"];

    /// <summary>One expression, or several with commas between them as a tuple.</summary>
    public Expression Tuple(bool allowChoice = true)
    {
        var first = allowChoice ? Expression() : Or();
        if (!Is(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (tokens.TryTake(",") && tokens.Peek.Kind is not (TokenKind.StatementEnd or TokenKind.ExpressionEnd))
        {
            items.Add(allowChoice ? Expression() : Or());
        }

        return new ListExpression(items, IsTuple: true);
    }

    public Expression Expression()
    {
        Budget.EnsureStack(tokens.Name);
        var value = Or();
        while (tokens.TryTake("if"))
        {
            var condition = Or();
            value = new ChoiceExpression(value, condition, tokens.TryTake("else") ? Expression() : null);
        }

        return value;
    }

    public CallArguments Arguments()
    {
        tokens.Take("(");
        var (positional, named) = (new List<Expression>(), new List<(string, Expression)>());
        while (!tokens.TryTake(")"))
        {
            if (positional.Count + named.Count > 0)
            {
                tokens.Take(",");
                if (tokens.TryTake(")"))
                {
                    break;
                }
            }

            var value = Expression();
            if (value is NameExpression name && tokens.TryTake("="))
            {
                named.Add((name.Name, Expression()));
            }
            else
            {
                positional.Add(value);
            }
        }

        return new CallArguments(positional, named);
    }

    private bool Is(string text) => tokens.Peek.Kind is TokenKind.Name or TokenKind.Operator && tokens.Peek.Text == text;

    private Expression Or()
    {
        var left = And();
        while (tokens.TryTake("or"))
        {
            left = new LogicExpression(left, And(), IsAnd: false);
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (tokens.TryTake("and"))
        {
            left = new LogicExpression(left, Not(), IsAnd: true);
        }

        return left;
    }

    private Expression Not()
    {
        Budget.EnsureStack(tokens.Name);
        return tokens.TryTake("not") ? new NotExpression(Not()) : Compare();
    }

    private Expression Compare()
    {
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (true)
        {
            if (tokens.Peek.Kind == TokenKind.Operator && Comparisons.Contains(tokens.Peek.Text, StringComparer.Ordinal))
            {
                rest.Add((tokens.Next().Text, Sum()));
            }
            else if (tokens.TryTake("in"))
            {
                rest.Add(("in", Sum()));
            }
            else if (Is("not"))
            {
                tokens.Next();
                tokens.Take("in");
                rest.Add(("not in", Sum()));
            }
            else
            {
                return rest.Count == 0 ? first : new CompareExpression(first, rest);
            }
        }
    }

    private Expression Sum() => Chain(Concatenation, "+", "-");

    private Expression Concatenation() => Chain(Product, "~");

    private Expression Product() => Chain(Power, "*", "/", "//", "%");

    private Expression Power() => Chain(() => Unary(), "**");

    private Expression Chain(Func<Expression> operand, params ReadOnlySpan<string> signs)
    {
        var left = operand();
        while (tokens.Peek.Kind == TokenKind.Operator && signs.Contains(tokens.Peek.Text))
        {
            left = new BinaryExpression(left, tokens.Next().Text, operand());
        }

        return left;
    }

    private Expression Unary(bool withFilters = true)
    {
        Budget.EnsureStack(tokens.Name);
        var value = tokens.TryTake("-") ? new SignExpression(Unary(withFilters: false), Negative: true)
            : tokens.TryTake("+") ? new SignExpression(Unary(withFilters: false), Negative: false)
            : Primary();
        value = Postfix(value);
        return withFilters ? FiltersAndTests(value) : value;
    }

    private Expression Primary()
    {
        var token = tokens.Next();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Text switch
                {
                    "true" or "True" => new Literal(true),
                    "false" or "False" => new Literal(false),
                    "none" or "None" => new Literal(null),
                    _ => new NameExpression(token.Text),
                };
            case TokenKind.Quoted:
                var text = token.Text;
                while (tokens.Peek.Kind == TokenKind.Quoted)
                {
                    text += tokens.Next().Text;
                }

                return new Literal(text);
            case TokenKind.Integer:
                return new Literal(long.TryParse(token.Text, CultureInfo.InvariantCulture, out var whole) ? whole : throw tokens.Error($"the number {token.Text} is too large"));
            case TokenKind.Float:
                return new Literal(double.Parse(token.Text, CultureInfo.InvariantCulture));
            case TokenKind.Operator when token.Text == "(":
                return Parenthesis();
            case TokenKind.Operator when token.Text == "[":
                return new ListExpression(Items("]"), IsTuple: false);
            case TokenKind.Operator when token.Text == "{":
                return Mapping();
            default:
                throw tokens.Error($"'{token.Text}' stands where a value was expected");
        }
    }

    private Expression Parenthesis()
    {
        if (tokens.TryTake(")"))
        {
            return new ListExpression([], IsTuple: true);
        }

        var first = Expression();
        if (tokens.TryTake(")"))
        {
            return first;
        }

        tokens.Take(",");
        return new ListExpression([first, .. Items(")")], IsTuple: true);
    }

    private List<Expression> Items(string close)
    {
        var items = new List<Expression>();
        while (!tokens.TryTake(close))
        {
            items.Add(Expression());
            if (!Is(close))
            {
                tokens.Take(",");
            }
        }

        return items;
    }

    private MapExpression Mapping()
    {
        var entries = new List<(Expression, Expression)>();
        while (!tokens.TryTake("}"))
        {
            var key = Expression();
            tokens.Take(":");
            entries.Add((key, Expression()));
            if (!Is("}"))
            {
                tokens.Take(",");
            }
        }

        return new MapExpression(entries);
    }

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            if (tokens.TryTake("."))
            {
                var member = tokens.Next();
                value = member.Kind switch
                {
                    TokenKind.Name => new MemberExpression(value, member.Text),
                    TokenKind.Integer when long.TryParse(member.Text, CultureInfo.InvariantCulture, out var place) => new ItemExpression(value, new Literal(place)),
                    _ => throw tokens.Error($"'{member.Text}' stands where a member's name was expected"),
                };
            }
            else if (tokens.TryTake("["))
            {
                value = Subscript(value);
            }
            else if (Is("("))
            {
                value = new CallExpression(value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Subscript(Expression value)
    {
        var start = Is(":") ? null : Expression();
        if (tokens.TryTake("]"))
        {
            return new ItemExpression(value, start!);
        }

        tokens.Take(":");
        var stop = Is("]") || Is(":") ? null : Expression();
        var step = tokens.TryTake(":") && !Is("]") ? Expression() : null;
        tokens.Take("]");
        return new SliceExpression(value, start, stop, step);
    }

    private Expression FiltersAndTests(Expression value)
    {
        while (true)
        {
            if (tokens.TryTake("|"))
            {
                var name = tokens.Expect(TokenKind.Name, "a filter's name").Text;
                value = new FilterExpression(value, name, Is("(") ? Arguments() : CallArguments.None);
            }
            else if (tokens.TryTake("is"))
            {
                value = Test(value);
            }
            else if (Is("("))
            {
                value = new CallExpression(value, Arguments());
            }
            else
            {
                return value;
            }
        }
    }

    private TestExpression Test(Expression value)
    {
        var negated = tokens.TryTake("not");
        var name = tokens.Next();
        if (name.Kind != TokenKind.Name && !Comparisons.Contains(name.Text, StringComparer.Ordinal))
        {
            throw tokens.Error($"'{name.Text}' stands where a test's name was expected");
        }

        var arguments = CallArguments.None;
        if (Is("("))
        {
            arguments = Arguments();
        }
        else if (tokens.Peek.Kind is TokenKind.Quoted or TokenKind.Integer or TokenKind.Float
            || (tokens.Peek.Kind == TokenKind.Name && !NoTestArgument.Contains(tokens.Peek.Text, StringComparer.Ordinal)) || Is("["))
        {
            arguments = new CallArguments([Postfix(Primary())], []);
        }

        return new TestExpression(value, name.Text, arguments, negated);
    }
}
