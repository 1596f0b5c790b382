namespace Survey.Web.Pages.Shared;

/// <summary>A short code as people read and type it: two groups of four.</summary>
public static class ShortCodeText
{
    public static string Grouped(string code) => code.Length == 8 ? $"{code[..4]}-{code[4..]}" : code;
}
