using AngleSharp.Dom;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

/// <summary>Fills in and sends the designer's forms as a browser without script does.</summary>
internal static class DesignerForm
{
    public const string Properties = "#props";
    public const string Tools = "#tools";
    public const string Add = "#add";
    public const string Ask = "#ask";

    /// <summary>Opens the designer with a thing selected.</summary>
    public static Task<IDocument> OpenAsync(this StaffClient officer, long questionnaire, string at, string more = "") =>
        officer.PageAsync($"/design/questionnaires/{questionnaire}?at={at}{more}");

    /// <summary>Sends a form of the page with some fields changed; a null value leaves the field out.</summary>
    /// <param name="press">The value of the button that is pressed; null: its first one.</param>
    public static async Task<HttpResponseMessage> SendAsync(
        this StaffClient officer, IDocument page, string form, string? press, params (string Name, string? Value)[] changes)
    {
        var element = page.QuerySelector(form) ?? throw new InvalidOperationException($"The page has no form {form}.");
        var fields = FieldsOf(element).Where(f => changes.All(c => c.Name != f.Key))
            .Concat(changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Name, c.Value!))).ToList();
        var button = element.QuerySelectorAll("button[name=do]").FirstOrDefault(b => press is null || b.GetAttribute("value") == press)
            ?? throw new InvalidOperationException($"The form {form} has no button {press}.");
        fields.Add(KeyValuePair.Create("do", button.GetAttribute("value")!));
        return await PostAsync(officer, page, element.GetAttribute("action")!, fields);
    }

    /// <summary>Opens the designer and sends a form of it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        this StaffClient officer, long questionnaire, string at, string form, string? press, params (string Name, string? Value)[] changes) =>
        await officer.SendAsync(await officer.OpenAsync(questionnaire, at), form, press, changes);

    /// <summary>Presses undo or redo.</summary>
    public static async Task<HttpResponseMessage> StepAsync(this StaffClient officer, IDocument page, string button)
    {
        var pressed = page.GetElementById(button)!;
        return await PostAsync(officer, page, pressed.GetAttribute("formaction")!, FieldsOf(page.QuerySelector(".steps")!));
    }

    public static Task<HttpResponseMessage> PostAsync(StaffClient officer, IDocument page, string action, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var id = page.QuerySelector("nav.tabs a")!.GetAttribute("href")!;
        return officer.Http.PostAsync(id + action, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
    }

    /// <summary>What a browser would send of the form, its buttons left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> FieldsOf(IElement form) => form.QuerySelectorAll("input[name], textarea[name], select[name]")
        .Where(e => e.GetAttribute("type") is not "checkbox" || e.HasAttribute("checked"))
        .Select(e => KeyValuePair.Create(e.GetAttribute("name")!, ValueOf(e)));

    private static string ValueOf(IElement field) => field.LocalName switch
    {
        "textarea" => field.TextContent,
        "select" => (field.QuerySelector("option[selected]") ?? field.QuerySelector("option"))?.GetAttribute("value") ?? "",
        _ => field.GetAttribute("value") ?? "",
    };
}
