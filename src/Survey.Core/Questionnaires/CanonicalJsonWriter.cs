using System.Globalization;
using System.Text;

namespace Survey.Core.Questionnaires;

/// <summary>
/// Writes JSON laid out as <c>JSON.stringify(value, null, 2)</c> does, with LF, nothing escaped that need not be:
/// the library's writers escape emoji and would make a diff of every translation unreadable.
/// </summary>
internal sealed class CanonicalJsonWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;
    private bool _afterName;

    /// <summary>The same number without trailing zeros and without a sign on zero.</summary>
    public static decimal Normalize(decimal number) =>
        number == 0 ? 0m : number / 1.000000000000000000000000000000000m;

    /// <summary>The whole document with its final newline.</summary>
    public override string ToString() => _text.ToString() + "\n";

    public CanonicalJsonWriter Name(string name)
    {
        Separate();
        Quote(_text, name);
        _text.Append(": ");
        _afterName = true;
        return this;
    }

    public void Object(Action members) => Block('{', members, '}');

    public void Array<T>(IEnumerable<T> values, Action<T> write) => Block('[', () =>
    {
        foreach (var value in values)
        {
            write(value);
        }
    }, ']');

    public void String(string value)
    {
        Separate();
        Quote(_text, value);
    }

    public void Number(decimal value) => Raw(NumberText(value));

    public void Boolean(bool value) => Raw(value ? "true" : "false");

    public void Null() => Raw("null");

    /// <summary>A number as JSON and every spreadsheet read it: no exponent, no trailing zeros.</summary>
    public static string NumberText(decimal value) => Normalize(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Appends a JSON string; escapes what JSON demands, and half surrogate pairs, which UTF-8 cannot hold.</summary>
    public static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (pair)
            {
                text.Append(c).Append(value[++i]);
            }
            else
            {
                AppendEscaped(text, c);
            }
        }

        text.Append('"');
    }

    private static void AppendEscaped(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case < ' ':
            case >= '\uD800' and <= '\uDFFF':
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                break;
            default: text.Append(c); break;
        }
    }

    private void Raw(string value)
    {
        Separate();
        _text.Append(value);
    }

    private void Block(char open, Action content, char close)
    {
        Separate();
        _text.Append(open);
        _depth++;
        _first = true;
        content();
        _depth--;
        if (!_first)
        {
            NewLine();
        }

        _text.Append(close);
        _first = false;
    }

    private void Separate()
    {
        if (_afterName)
        {
            _afterName = false;
            return;
        }

        if (!_first)
        {
            _text.Append(',');
        }

        if (_depth > 0)
        {
            NewLine();
        }

        _first = false;
    }

    private void NewLine() => _text.Append('\n').Append(' ', 2 * _depth);
}
