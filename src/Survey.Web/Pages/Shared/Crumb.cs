namespace Survey.Web.Pages.Shared;

/// <summary>A step of the way to the page; a page puts a list of them into <c>ViewData["Crumbs"]</c>.</summary>
public sealed record Crumb(string Text, string? Href = null);
