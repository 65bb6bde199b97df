namespace Demur.Neural.Templates.Jinja;

/// <summary>Reads a template's statements.</summary>
internal sealed class Parser
{
    private static readonly string[] Unsupported = ["include", "import", "from", "extends", "block", "call", "do", "autoescape", "with", "trans"];
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;

    private Parser(TokenReader tokens)
    {
        _tokens = tokens;
        _expressions = new ExpressionParser(tokens);
    }

    public static IReadOnlyList<Statement> Parse(string source, string name)
    {
        var tokens = new TokenReader(Lexer.Read(source, name), name);
        var statements = new Parser(tokens).Body();
        return tokens.Peek.Kind == TokenKind.End ? statements : throw tokens.Error($"'{tokens.Peek.Text}' closes nothing");
    }

    /// <summary>Statements up to a word that ends or divides the block around them; that word is left in place, its opening taken.</summary>
    private List<Statement> Body(params ReadOnlySpan<string> endings)
    {
        Budget.EnsureStack(_tokens.Name);
        var body = new List<Statement>();
        while (_tokens.Peek.Kind != TokenKind.End)
        {
            var token = _tokens.Next();
            switch (token.Kind)
            {
                case TokenKind.Text:
                    body.Add(new TextStatement(token.Line, token.Text));
                    break;
                case TokenKind.ExpressionStart:
                    body.Add(new PrintStatement(token.Line, _expressions.Tuple()));
                    _tokens.Expect(TokenKind.ExpressionEnd, "}}");
                    break;
                default:
                    if (endings.Contains(_tokens.Peek.Text))
                    {
                        return body;
                    }

                    body.Add(Statement());
                    break;
            }
        }

        return endings.IsEmpty ? body : throw _tokens.Error($"a block is never closed; expected '{endings[^1]}'");
    }

    private Statement Statement()
    {
        var word = _tokens.Expect(TokenKind.Name, "a statement");
        return word.Text switch
        {
            "set" => Set(word.Line),
            "for" => For(word.Line),
            "if" => If(word.Line),
            "macro" => Macro(word.Line),
            "filter" => FilterBlock(word.Line),
            "generation" => Generation(word.Line),
            "break" => Signal(word.Line, LoopSignal.Break),
            "continue" => Signal(word.Line, LoopSignal.Continue),
            var name when Unsupported.Contains(name, StringComparer.Ordinal) => throw _tokens.Error($"the statement '{name}' is not supported in chat templates"),
            var name => throw _tokens.Error($"there is no statement '{name}', or it closes nothing"),
        };
    }

    private void Close() => _tokens.Expect(TokenKind.StatementEnd, "%}");

    private void CloseWith(string word)
    {
        _tokens.Take(word);
        Close();
    }

    private Statement Set(int line)
    {
        var names = Targets();
        string? member = null;
        if (names.Count == 1 && _tokens.TryTake("."))
        {
            member = _tokens.Expect(TokenKind.Name, "a member's name").Text;
        }

        if (_tokens.TryTake("="))
        {
            var value = _expressions.Tuple();
            Close();
            return new SetStatement(line, names, member, value);
        }

        if (names.Count > 1 || member is not null)
        {
            throw _tokens.Error($"'{_tokens.Peek.Text}' stands where '=' was expected");
        }

        Close();
        var body = Body("endset");
        CloseWith("endset");
        return new SetBlockStatement(line, names[0], body);
    }

    private List<string> Targets()
    {
        var bracket = _tokens.TryTake("(");
        var names = new List<string> { _tokens.Expect(TokenKind.Name, "a name").Text };
        while (_tokens.TryTake(","))
        {
            names.Add(_tokens.Expect(TokenKind.Name, "a name").Text);
        }

        if (bracket)
        {
            _tokens.Take(")");
        }

        return names;
    }

    private ForStatement For(int line)
    {
        var names = Targets();
        _tokens.Take("in");
        var source = _expressions.Tuple(allowChoice: false);
        var filter = _tokens.TryTake("if") ? _expressions.Expression() : null;
        if (_tokens.Peek.Text == "recursive")
        {
            throw _tokens.Error("recursive loops are not supported in chat templates");
        }

        Close();
        var body = Body("else", "endfor");
        List<Statement> otherwise = [];
        if (_tokens.TryTake("else"))
        {
            Close();
            otherwise = Body("endfor");
        }

        CloseWith("endfor");
        return new ForStatement(line, names, source, filter, body, otherwise);
    }

    private IfStatement If(int line)
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        Expression? condition = _expressions.Tuple();
        while (true)
        {
            Close();
            branches.Add((condition, condition is null ? Body("endif") : Body("elif", "else", "endif")));
            if (_tokens.TryTake("elif"))
            {
                condition = _expressions.Tuple();
            }
            else if (_tokens.TryTake("else"))
            {
                condition = null;
            }
            else
            {
                CloseWith("endif");
                return new IfStatement(line, branches);
            }
        }
    }

    private MacroStatement Macro(int line)
    {
        var name = _tokens.Expect(TokenKind.Name, "a macro's name").Text;
        var parameters = new List<(string, Expression?)>();
        _tokens.Take("(");
        while (!_tokens.TryTake(")"))
        {
            if (parameters.Count > 0)
            {
                _tokens.Take(",");
            }

            var parameter = _tokens.Expect(TokenKind.Name, "a parameter's name").Text;
            parameters.Add((parameter, _tokens.TryTake("=") ? _expressions.Expression() : null));
        }

        Close();
        var body = Body("endmacro");
        CloseWith("endmacro");
        return new MacroStatement(line, name, parameters, body);
    }

    private FilterBlockStatement FilterBlock(int line)
    {
        var name = _tokens.Expect(TokenKind.Name, "a filter's name").Text;
        var arguments = _tokens.Peek is { Kind: TokenKind.Operator, Text: "(" } ? _expressions.Arguments() : CallArguments.None;
        Close();
        var body = Body("endfilter");
        CloseWith("endfilter");
        return new FilterBlockStatement(line, name, arguments, body);
    }

    /// <summary>Marks what the model itself writes, for training masks; it changes no text.</summary>
    private BlockStatement Generation(int line)
    {
        Close();
        var body = Body("endgeneration");
        CloseWith("endgeneration");
        return new BlockStatement(line, body);
    }

    private LoopSignalStatement Signal(int line, LoopSignal signal)
    {
        Close();
        return new LoopSignalStatement(line, signal);
    }
}
