namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Words that the source's program shows by itself and therefore writes into no file.</summary>
internal static class BuiltInWords
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        // Tag: yes, no, uncertain, increase, same, decrease, female, male, other, none, comment, refuse, do not know, any number, untitled
        ["vi"] = ["Có", "Không", "Không chắc chắn", "Tăng", "Như cũ", "Giảm", "Nữ", "Nam", "Khác", "Không có mục nào", "Ý kiến thêm", "Từ chối trả lời", "Không biết", "Mọi giá trị", "Phiếu chưa có tên"],
        ["en"] = ["Yes", "No", "Uncertain", "Increase", "Same", "Decrease", "Female", "Male", "Other", "None", "Comment", "Refuse to answer", "Don't know", "Any number", "Untitled questionnaire"],
        ["fr"] = ["Oui", "Non", "Incertain", "Augmenter", "Sans changement", "Diminuer", "Féminin", "Masculin", "Autre", "Aucun", "Commentaire", "Refuse de répondre", "Ne sait pas", "Tout nombre", "Questionnaire sans titre"],
        ["de"] = ["Ja", "Nein", "Unsicher", "Zunahme", "Gleich", "Abnahme", "Weiblich", "Männlich", "Sonstiges", "Keine", "Kommentar", "Keine Angabe", "Weiß nicht", "Jede Zahl", "Fragebogen ohne Titel"],
        ["es"] = ["Sí", "No", "Inseguro", "Aumentar", "Igual", "Disminuir", "Femenino", "Masculino", "Otro", "Ninguno", "Comentario", "Prefiere no responder", "No sabe", "Cualquier número", "Cuestionario sin título"],
    };

    public static Words Yes(IEnumerable<string> languages) => Pick(languages, 0);

    public static Words No(IEnumerable<string> languages) => Pick(languages, 1);

    public static Words Uncertain(IEnumerable<string> languages) => Pick(languages, 2);

    public static Words Increase(IEnumerable<string> languages) => Pick(languages, 3);

    public static Words Same(IEnumerable<string> languages) => Pick(languages, 4);

    public static Words Decrease(IEnumerable<string> languages) => Pick(languages, 5);

    public static Words Female(IEnumerable<string> languages) => Pick(languages, 6);

    public static Words Male(IEnumerable<string> languages) => Pick(languages, 7);

    public static Words Other(IEnumerable<string> languages) => Pick(languages, 8);

    public static Words None(IEnumerable<string> languages) => Pick(languages, 9);

    public static Words Comment(IEnumerable<string> languages) => Pick(languages, 10);

    public static Words Refuse(IEnumerable<string> languages) => Pick(languages, 11);

    public static Words DoNotKnow(IEnumerable<string> languages) => Pick(languages, 12);

    public static Words AnyNumber(IEnumerable<string> languages) => Pick(languages, 13);

    public static Words Untitled(IEnumerable<string> languages) => Pick(languages, 14);

    public static Words Same(IEnumerable<string> languages, string text) => Words.Of(languages, _ => text);

    // The source language needs a word; where none is known, English stands in.
    private static Words Pick(IEnumerable<string> languages, int place) =>
        Words.Of(languages, l => Known.TryGetValue(l, out var words) ? words[place] : l == languages.First() ? Known["en"][place] : null);
}
