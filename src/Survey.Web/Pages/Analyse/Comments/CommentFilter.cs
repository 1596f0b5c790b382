using Microsoft.AspNetCore.WebUtilities;
using System.Globalization;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>What of a unit's words is looked at, as it stands in the address.</summary>
public sealed record CommentFilter
{
    public const int WordsLength = 100;

    /// <summary>Words that must stand in the comment.</summary>
    public string Words { get; init; } = "";

    /// <summary>Code of a child unit or of a counter of the unit itself; "" for all.</summary>
    public string At { get; init; } = "";
    public bool Low { get; init; }
    public long? Tag { get; init; }
    public int Page { get; init; } = 1;

    public bool IsNone => Words.Length == 0 && At.Length == 0 && !Low && Tag is null;

    public static CommentFilter From(IQueryCollection query)
    {
        var words = query["words"].ToString().Trim();
        return new()
        {
            Words = words.Length > WordsLength ? words[..WordsLength] : words,
            At = query["at"].ToString(),
            Low = query["low"] == "1",
            Tag = long.TryParse(query["tag"], NumberStyles.None, CultureInfo.InvariantCulture, out var tag) ? tag : null,
            Page = int.TryParse(query["p"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1,
        };
    }

    /// <summary>The address of the page with this filter.</summary>
    public string Address(Selection selection, string? handler = null)
    {
        var parts = new Dictionary<string, string?>();
        Add("words", Words.Length > 0 ? Words : null);
        Add("at", At.Length > 0 ? At : null);
        Add("low", Low ? "1" : null);
        Add("tag", Tag?.ToString(CultureInfo.InvariantCulture));
        Add("p", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        Add("handler", handler);
        return QueryHelpers.AddQueryString(selection.Address(selection.Unit.Code, "/comments"), parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts[name] = value;
            }
        }
    }
}
