using System.Text;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Responses;

/// <summary>
/// Words as they are searched: lower case, without diacritics, nothing but letters and digits with one space between them. With a
/// space before the first and behind the last, " cho " finds the whole word only. No character of LIKE's own notation is left.
/// </summary>
public static class SearchWords
{
    /// <summary>What is kept beside a comment: from its words as a reader may see them, so that no search finds what is masked.</summary>
    public static string OfComment(string text)
    {
        var plain = $" {Of(CommentMask.Apply(text))} ";
        return plain.Length <= Comment.TextLength ? plain : plain[..Comment.TextLength];
    }

    /// <summary>Words to look for; "" where nothing is left of them.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in PlainText.Of(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                words.Append(rune);
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd().Normalize();
    }

    /// <summary>A keyword as it stands in the middle of kept words; "" where nothing is left of it.</summary>
    public static string Whole(string keyword) => Of(keyword) is { Length: > 0 } words ? $" {words} " : "";
}
