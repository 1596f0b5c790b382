namespace Survey.Web;

/// <summary>Names the English resources of Pages/Design; the Vietnamese text in the page is the key.</summary>
public sealed class DesignTexts;
