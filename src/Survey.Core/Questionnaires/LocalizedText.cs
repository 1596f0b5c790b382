using System.Collections.ObjectModel;

namespace Survey.Core.Questionnaires;

/// <summary>A text in one or more languages. The first language is the source; the others may be missing.</summary>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    private readonly ReadOnlyCollection<KeyValuePair<string, string>> _entries;

    /// <summary>Makes a text from pairs of language tag and wording, in order.</summary>
    /// <exception cref="ArgumentException">No pair, or a language stands twice.</exception>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var list = entries.ToList();
        if (list.Count == 0)
        {
            throw new ArgumentException("A text needs at least one language.", nameof(entries));
        }

        if (list.Select(e => e.Key).Distinct(StringComparer.Ordinal).Count() != list.Count)
        {
            throw new ArgumentException("A language stands twice.", nameof(entries));
        }

        _entries = list.AsReadOnly();
    }

    /// <summary>The pairs of language tag and wording, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

    /// <summary>A text in one language.</summary>
    public static LocalizedText Of(string language, string text) => new([new(language, text)]);

    /// <summary>The wording in <paramref name="language"/>, else in the first language.</summary>
    public string In(string language) => Find(language).Text;

    /// <summary>The wording in <paramref name="language"/>, else in the first language, with the language it is really in.</summary>
    public (string Text, string Language) Find(string language)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == language)
            {
                return (entry.Value, entry.Key);
            }
        }

        return (_entries[0].Value, _entries[0].Key);
    }

    /// <summary>Whether the text stands in <paramref name="language"/>.</summary>
    public bool Has(string language) => _entries.Any(e => e.Key == language);

    /// <summary>The same text with the wording in one language replaced or added at the end.</summary>
    public LocalizedText With(string language, string text) => Has(language)
        ? new(_entries.Select(e => e.Key == language ? new KeyValuePair<string, string>(language, text) : e))
        : new(_entries.Append(new(language, text)));

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) => other is not null && _entries.SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_entries.Count, _entries[0].Key, _entries[0].Value);

    /// <inheritdoc/>
    public override string ToString() => _entries[0].Value;
}
